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

import java.lang.System.Logger.Level;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;

/**
 * What all views of a registry share: the order of creation, the accounts, the worker and
 * the exit.
 * <p>
 * {@code environment} is replaced once, at close.
 * <p>
 * A registration publishes the finalizer in its stripe and then looks for a sweep; a
 * sweep makes itself known and then looks into the stripes: so each newcomer is seen by
 * at least one of the two, and the claim settles who is seen by both.
 */
final class Core {

	final ReferenceQueue<Object> queue = new ReferenceQueue<>();

	final Limits limits;

	final Tickets tickets = new Tickets();

	final Accounts accounts;

	final Ages ages = new Ages();

	final LeakSettings leakSettings;

	final LimitSettings limitSettings;

	final Sites sites;

	final Captures captures;

	final ExitPasses passes;

	final Exit exit;

	final CollectionRequests collections;

	private final Worker worker;

	private volatile Environment environment;

	Core(Limits limits, Environment environment, Map<String, Boolean> names, CaptureCheck captureCheck,
			LeakSettings leakSettings, LimitSettings limitSettings) {
		this.limits = limits;
		this.environment = environment;
		this.leakSettings = leakSettings;
		this.limitSettings = limitSettings;
		this.sites = new Sites(this, leakSettings.sites());
		this.accounts = new Accounts(this, names);
		this.captures = new Captures(this, captureCheck);
		this.worker = new Worker(this);
		this.passes = new ExitPasses(this, this.worker);
		this.exit = new Exit(this, this.passes);
		this.collections = new CollectionRequests(this, limitSettings);
		prepare();
	}

	/**
	 * Have everything loaded, initialized and linked here that a registration, a call or
	 * a thread of ours needs, and not deep in the stack of some caller or when memory is
	 * short, where it could fail for good, or inside a stripe.
	 */
	private void prepare() {
		Objects.requireNonNull(Steps.ALL);
		Objects.requireNonNull(Step.RETIRED);
		Objects.requireNonNull(Newest.FIRST);
		FlightRecording.isOn();
		Checks.refuseValueBased(new ArrayList<>()); // one of the JDK's, as it has marks
		Stripe stripe = new Stripe(new Account(this, Accounts.DEFAULT), false);
		StackHandle stack = new StackHandle(this, stripe);
		StackHandle another = new StackHandle(this, stripe);
		stripe.add(stack);
		stripe.add(another, 1);
		stack.push(() -> {
		});
		stack.peek();
		this.sites.prepare(another);
		stripe.release(stripe.bytesOf(another));
		stripe.remove(stack, FinalizerCause.DETACHED);
		stripe.remove(another, FinalizerCause.DETACHED);
	}

	/**
	 * Publish a new finalizer.
	 * @param referent kept reachable until then, so that the first thing to happen to the
	 * finalizer is not its collection
	 * @param bytes its size, 0 for none
	 */
	<H extends Handle<?>> H register(H handle, Object referent, long bytes) {
		try {
			if (!handle.stripe().account.add(handle, referent, bytes)) {
				throw Checks.closed(referent);
			}
			registered(handle, referent);
			VarHandle.storeStoreFence(); // a handle that is passed on by a data race
											// shows its fields
			return handle;
		}
		finally {
			Reference.reachabilityFence(referent);
		}
	}

	/**
	 * What follows a registration that has succeeded, and must not undo it: the close
	 * finds what the sweep was not offered, the next one starts the worker. As long as
	 * there is no worker nothing is marked, so that the next one is due as well.
	 */
	private void registered(Handle<?> handle, Object referent) {
		try {
			offerToSweep(handle);
			if (this.ages.isDue(handle.ticket()) && this.worker.ensureStarted()) {
				long now = now();
				this.ages.mark(handle.ticket(), now);
				this.sites.returnIfOver(now);
			}
			if (this.sites.isDue(handle, referent)) {
				this.sites.record(handle, referent);
			}
		}
		catch (Throwable ex) {
			log(Level.ERROR, "A finalizer was registered, but not everything went well", ex);
		}
	}

	void offerToSweep(Handle<?> handle) {
		ExitSweep sweep = this.passes.current();
		if (sweep != null) {
			sweep.agenda.offer(handle);
		}
	}

	long now() {
		return this.environment.clock().getAsLong();
	}

	Environment environment() {
		return this.environment;
	}

	Listeners listeners() {
		return this.environment.listeners();
	}

	void log(Level level, String message, @Nullable Throwable thrown) {
		this.environment.log().log(level, message, thrown);
	}

	/**
	 * Take note of an action that has ended on a thread of ours, and tell.
	 * @return whether there was anybody to tell
	 */
	boolean account(Handle<?> handle, FinalizerCause cause, long nanos, @Nullable Throwable failure) {
		Account account = handle.stripe().account;
		account.timings.ran(nanos, failure != null);
		tellFailure(account, cause, failure);
		listeners().finalized(handle, cause, nanos);
		return failure != null || listeners().hasAny();
	}

	/**
	 * Report what an action threw on a thread of ours, if it did, that is not counted as
	 * one that has ended.
	 */
	void reportFailure(Account account, FinalizerCause cause, @Nullable Throwable failure) {
		if (failure != null) {
			account.timings.failed();
		}
		tellFailure(account, cause, failure);
	}

	private void tellFailure(Account account, FinalizerCause cause, @Nullable Throwable failure) {
		if (failure != null) {
			String name = account.name;
			log(Level.WARNING,
					"An action of \"" + name + "\" failed ("
							+ ((cause == FinalizerCause.COLLECTED) ? "its referent was collected" : "at exit") + ")",
					failure);
			listeners().failed(name, cause, failure);
		}
	}

	/**
	 * Hand a name over, whatever the consumer throws.
	 */
	void tellName(Consumer<String> consumer, String name) {
		try {
			consumer.accept(name);
		}
		catch (Throwable ex) {
			log(Level.WARNING, "The name \"" + name + "\" could not be handed over", ex);
		}
	}

	/**
	 * The live finalizers that match, the newest last.
	 */
	Handle<?>[] snapshot(Predicate<Handle<?>> filter) {
		return snapshot(filter, (int) Math.min(live(), Integer.MAX_VALUE), Integer.MAX_VALUE);
	}

	/**
	 * The same, with room for as many as are expected, and up to the most that are
	 * wanted.
	 */
	Handle<?>[] snapshot(Predicate<Handle<?>> filter, int expected, int most) {
		Matches matches = new Matches(filter, expected, most);
		anyLive(matches);
		return matches.newestLast();
	}

	/**
	 * Do something with every live finalizer.
	 */
	void forEachLive(Consumer<Handle<?>> consumer) {
		anyLive((handle) -> {
			consumer.accept(handle);
			return false;
		});
	}

	/**
	 * Whether any live finalizer matches.
	 */
	boolean anyLive(Predicate<Handle<?>> filter) {
		return this.accounts.all().stream().anyMatch((account) -> account.anyLive(filter));
	}

	long live() {
		return this.accounts.all().stream().mapToLong(Account::live).sum();
	}

	long dead() {
		return this.accounts.all().stream().mapToLong(Account::dead).sum();
	}

	/**
	 * What there is to count, under one name or under all.
	 */
	FinalizerStatistics statistics(@Nullable Account account) {
		Map<String, FinalizerStatistics.OfName> names = new TreeMap<>();
		for (Account each : (account != null) ? List.of(account) : this.accounts.all()) {
			names.put(each.name, each.statistics());
		}
		return new FinalizerStatistics(names, this.worker.statistics());
	}

	/**
	 * Let go of everything that the registry has from outside.
	 */
	void dropEnvironment() {
		this.environment = Environment.closed();
	}

}
