/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.finalizers.engine;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerStatistics;

/**
 * What is kept and counted under one name: its stripes, made when a thread first needs
 * one, and what the actions on our threads took. {@code sealed} is guarded by this
 * object's monitor, under which every stripe is made.
 */
final class Account {

	static final int CAUSES = FinalizerCause.values().length;

	private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

	final Core core;

	final String name;

	/**
	 * Tells of those that were not called, {@code null} if they need not be.
	 */
	final @Nullable Leaks leaks;

	/**
	 * How much its finalizers may hold, {@code null} if that is not limited.
	 */
	final @Nullable Limit limit;

	private final AtomicReferenceArray<@Nullable Stripe> stripes = new AtomicReferenceArray<>(STRIPES);

	private boolean sealed;

	final Timings timings = new Timings();

	Account(Core core, String name) {
		this.core = core;
		this.name = name;
		boolean mustBeCalled = !name.equals(Accounts.OTHER) && core.leakSettings.mustBeCalled().of(name);
		this.leaks = mustBeCalled ? new Leaks(core, name) : null;
		FinalizerLimit settings = name.equals(Accounts.OTHER) ? null : core.limitSettings.limits().of(name);
		this.limit = (settings != null) ? new Limit(core, name, settings) : null;
	}

	/**
	 * The stripe of this thread. Threads of neighbouring numbers, which are the likely
	 * ones to register side by side, have different ones.
	 */
	Stripe stripe() {
		int index = (int) Thread.currentThread().getId() & (STRIPES - 1);
		Stripe stripe = this.stripes.get(index);
		return (stripe != null) ? stripe : newStripe(index);
	}

	private synchronized Stripe newStripe(int index) {
		Stripe stripe = this.stripes.get(index);
		if (stripe == null) {
			stripe = new Stripe(this, this.sealed);
			this.stripes.set(index, stripe);
		}
		return stripe;
	}

	/**
	 * Publish a finalizer, if there is room for it. What is thrown here, is thrown before
	 * it is published.
	 * @return {@code false} if that is refused because the registry has closed
	 */
	boolean add(Handle<?> handle, Object referent, long bytes) {
		if (this.limit == null) {
			return handle.stripe().add(handle, bytes);
		}
		this.limit.take(bytes, referent);
		boolean added = false;
		try {
			added = handle.stripe().add(handle, bytes);
			return added;
		}
		finally {
			if (!added) {
				this.limit.quota.giveBack(bytes);
			}
		}
	}

	void forEachStripe(Consumer<Stripe> consumer) {
		for (int i = 0; i < STRIPES; i++) {
			Stripe stripe = this.stripes.get(i);
			if (stripe != null) {
				consumer.accept(stripe);
			}
		}
	}

	/**
	 * Whether any live finalizer matches. The segments are looked at one by one, copied,
	 * each from its end, from the highest down: a removal only ever moves a finalizer to
	 * a lower place, so none that stays live is missed, though one may be seen twice.
	 */
	boolean anyLive(Predicate<Handle<?>> filter) {
		boolean found = false;
		for (int i = 0; i < STRIPES && !found; i++) {
			Stripe stripe = this.stripes.get(i);
			for (int segment = (stripe != null) ? stripe.segments() - 1 : -1; segment >= 0 && !found; segment--) {
				found = anyOf(stripe.copy(segment), filter);
			}
		}
		return found;
	}

	private static boolean anyOf(Handle<?>[] handles, Predicate<Handle<?>> filter) {
		for (int i = handles.length - 1; i >= 0; i--) {
			if (filter.test(handles[i])) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Refuse what comes from now on.
	 */
	synchronized void seal() {
		this.sealed = true;
		forEachStripe(Stripe::seal);
	}

	long live() {
		long[] live = new long[1];
		forEachStripe((stripe) -> live[0] += stripe.live());
		return live[0];
	}

	long dead() {
		long dead = 0;
		for (long finished : countInto(new long[CAUSES], new long[1])) {
			dead += finished;
		}
		return dead;
	}

	FinalizerStatistics.OfName statistics() {
		long[] live = new long[1];
		long[] sums = countInto(new long[CAUSES], live);
		Map<FinalizerCause, Long> finished = new EnumMap<>(FinalizerCause.class);
		FinalizerCause[] causes = FinalizerCause.values();
		for (int i = 0; i < causes.length; i++) {
			finished.put(causes[i], sums[i]);
		}
		Timings timings = this.timings.copy();
		return new FinalizerStatistics.OfName(live[0], finished, timings.failures, timings.actions,
				Duration.ofNanos(timings.nanos), leaked(finished), this.leaks != null, bytes(),
				(this.limit != null) ? this.limit.quota.exceeded() : 0,
				(this.limit != null) ? this.limit.settings : null);
	}

	/**
	 * How many bytes are held.
	 */
	private long bytes() {
		long[] bytes = new long[1];
		forEachStripe((stripe) -> bytes[0] += stripe.bytes());
		return bytes[0];
	}

	/**
	 * How many have died because they were collected.
	 */
	@SuppressWarnings("EnumOrdinal") // an index into counts that live as long as the
										// process
	long collected() {
		return countInto(new long[CAUSES], new long[1])[FinalizerCause.COLLECTED.ordinal()];
	}

	/**
	 * How often there was room again after the limit had been reached.
	 */
	long relieved() {
		return (this.limit != null) ? this.limit.quota.relieved() : 0;
	}

	/**
	 * How many are leaks: all that have died otherwise than they must.
	 */
	private long leaked(Map<FinalizerCause, Long> finished) {
		return (this.leaks != null) ? finished.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() != FinalizerCause.CALLED && entry.getKey() != FinalizerCause.DETACHED)
			.mapToLong(Map.Entry::getValue)
			.sum() : 0;
	}

	/**
	 * Where the leaks come from.
	 */
	List<FinalizerLeak> leaks() {
		return (this.leaks != null) ? this.leaks.all() : List.of();
	}

	private long[] countInto(long[] sums, long[] live) {
		forEachStripe((stripe) -> live[0] += stripe.addFinished(sums));
		return sums;
	}

	private static int stripes(int processors) {
		int wanted = Math.min(Math.max(4 * processors, 4), 64);
		return Integer.highestOneBit(wanted);
	}

}
