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

import io.github.finalizers.RegistrationSites;

/**
 * How registration sites are tracked, and for how long. A ticket is chosen if it is not
 * above a bound once it is mixed: {@code bound}, or {@code boundIfMustBeCalled} under a
 * name whose finalizers must be called.
 */
record Tracking(RegistrationSites mode, boolean wholeStacks, long bound, long boundIfMustBeCalled, long since,
		long time) {

	private static final long FOR_EVER = -1;

	private static final long ALL = Long.MAX_VALUE;

	private static final long ONE_IN_128 = ALL >>> 7;

	private static final long ONE_IN_1024 = ALL >>> 10;

	/**
	 * An odd number whose bits follow no pattern (of the golden ratio): neighbours are
	 * scattered by it.
	 */
	private static final long MIXER = 0x9E3779B97F4A7C15L;

	static Tracking lasting(RegistrationSites mode) {
		return of(mode, false, 0, FOR_EVER);
	}

	static Tracking temporary(RegistrationSites mode, boolean wholeStacks, long since, Duration time) {
		return of(mode, wholeStacks, since, time.toNanos());
	}

	private static Tracking of(RegistrationSites mode, boolean wholeStacks, long since, long time) {
		boolean all = mode == RegistrationSites.ALL;
		return new Tracking(mode, wholeStacks, all ? ALL : ONE_IN_1024, all ? ALL : ONE_IN_128, since, time);
	}

	/**
	 * Whether a ticket is chosen, unless the mode is off.
	 */
	boolean chooses(long ticket, boolean mustBeCalled) {
		return (ticket * MIXER) >>> 1 <= (mustBeCalled ? this.boundIfMustBeCalled : this.bound);
	}

	boolean isTemporary() {
		return this.time != FOR_EVER;
	}

	boolean isOver(long now) {
		return isTemporary() && now - this.since >= this.time;
	}

}
