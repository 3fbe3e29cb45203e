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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.RegistrationSites;

/**
 * Records where finalizers are registered: of all, of a sample, or of none.
 * <p>
 * <b>The sample.</b> The first registrations of each class of actions (for a stack, of
 * referents), because a class is nearly a place, and later on those whose ticket, mixed,
 * is low: so the choice follows no pattern in which a program may register, and costs a
 * multiplication and a look into the class.
 * <p>
 * <b>When.</b> After the finalizer is in the store, where nothing that fails can undo the
 * registration: it only remains without a site, as one does that dies in that moment.
 * <p>
 * <b>Fields.</b> {@code tracking} is replaced as a whole. {@code known} shares equal
 * sites; when there are very many it is emptied, and those in use are shared no more.
 * {@code seen} counts per class, in JDK types alone, so that a class keeps nothing of
 * ours alive; counts that are lost when threads meet only mean that more is recorded.
 */
final class Sites {

	/**
	 * For how long the tracking may be changed.
	 */
	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int MOST_KNOWN = 1000;

	private static final int FIRST = 16;

	private final Core core;

	private final Tracking configured;

	private final AtomicReference<Tracking> tracking;

	private final Map<Site, Site> known = new ConcurrentHashMap<>();

	private final ClassValue<int[]> seen = new ClassValue<>() {

		@Override
		protected int[] computeValue(Class<?> type) {
			return new int[1];
		}

	};

	Sites(Core core, RegistrationSites configured) {
		this.core = core;
		this.configured = Tracking.lasting(configured);
		this.tracking = new AtomicReference<>(this.configured);
	}

	/**
	 * Have loaded and linked what must not be met for the first time at the end of a
	 * stack.
	 */
	void prepare(Handle<?> handle) {
		isDue(handle, handle);
		handle.stripe().setSite(handle, new Site(List.of()));
		prepareWalk();
	}

	private void prepareWalk() {
		share(ofCaller(false));
		share(ofCaller(true));
		this.known.clear();
	}

	/**
	 * Whether the site of a finalizer that has just been registered is to be recorded.
	 */
	boolean isDue(Handle<?> handle, Object referent) {
		Tracking tracking = this.tracking.get();
		return tracking.mode() != RegistrationSites.OFF
				&& (tracking.chooses(handle.ticket(), handle.stripe().account.leaks != null)
						|| isAmongTheFirst(handle.action, referent));
	}

	private boolean isAmongTheFirst(@Nullable Object action, Object referent) {
		int[] seen = this.seen.get((action != null) ? action.getClass() : referent.getClass());
		if (seen[0] >= FIRST) {
			return false;
		}
		seen[0]++;
		return true;
	}

	/**
	 * Record the site of a finalizer; asked on the thread that registers it.
	 */
	void record(Handle<?> handle, Object referent) {
		if (this.tracking.get().isTemporary() && returnIfOver(this.core.now()) && !isDue(handle, referent)) {
			return;
		}
		Site site = share(ofCaller(this.tracking.get().wholeStacks()));
		if (site != null) {
			handle.stripe().setSite(handle, site);
		}
	}

	private Site ofCaller(boolean wholeStack) {
		return Site.ofCaller(wholeStack, this.core.leakSettings::isWrapper);
	}

	private @Nullable Site share(Site site) {
		Site present = this.known.get(site);
		if (present != null || site.frames().isEmpty()) {
			return present;
		}
		if (this.known.size() >= MOST_KNOWN) {
			this.known.clear();
		}
		present = this.known.putIfAbsent(site, site);
		return (present != null) ? present : site;
	}

	/**
	 * Track otherwise for some time.
	 */
	void track(RegistrationSites mode, boolean wholeStacks, Duration time) {
		Objects.requireNonNull(mode, "mode");
		Limits.positive("time", Objects.requireNonNull(time, "time"));
		if (time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException("The time must be at most an hour, not " + time);
		}
		prepareWalk();
		this.tracking.set(Tracking.temporary(mode, wholeStacks, this.core.now(), time));
		this.core.log(Level.INFO, "Registration sites: " + text(mode) + (wholeStacks ? ", whole stacks" : "") + ", for "
				+ Texts.of(time) + ", then " + text(this.configured.mode()) + " again", null);
	}

	/**
	 * Return to what was configured, if the time for something else is over. There is no
	 * thread for it: it is asked from time to time by those who register.
	 * @return whether that was done now
	 */
	boolean returnIfOver(long now) {
		Tracking current = this.tracking.get();
		if (!current.isOver(now) || !this.tracking.compareAndSet(current, this.configured)) {
			return false;
		}
		this.known.clear();
		this.core.log(Level.INFO, "Registration sites: " + text(this.configured.mode()) + " again", null);
		return true;
	}

	private static String text(RegistrationSites mode) {
		return switch (mode) {
			case OFF -> "off";
			case SAMPLED -> "sampled";
			case ALL -> "all";
		};
	}

}
