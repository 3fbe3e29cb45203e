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

/**
 * The limits of a registry, in nanoseconds, and whether anything runs at exit.
 */
record Limits(boolean exitEnabled, long exitTimeout, long actionTimeout, long stallThreshold) {

	static Limits of(boolean exitEnabled, Duration exitTimeout, Duration actionTimeout, Duration stallThreshold) {
		if (actionTimeout.compareTo(exitTimeout) > 0) {
			throw new IllegalArgumentException("The action timeout of " + actionTimeout
					+ " is longer than the whole exit timeout of " + exitTimeout);
		}
		return new Limits(exitEnabled, nanos("exit timeout", exitTimeout), nanos("action timeout", actionTimeout),
				nanos("stall threshold", stallThreshold));
	}

	/**
	 * Long enough for ever, and short enough to add to a time.
	 */
	private static long nanos(String what, Duration duration) {
		Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
		return ((positive(what, duration).compareTo(longest) < 0) ? duration : longest).toNanos();
	}

	static Duration positive(String what, Duration duration) {
		if (duration.isNegative() || duration.isZero()) {
			throw new IllegalArgumentException("The " + what + " must be positive, not " + duration);
		}
		return duration;
	}

	static Duration atMostAnHour(String what, Duration duration) {
		if (positive(what, duration).compareTo(Duration.ofHours(1)) > 0) {
			throw new IllegalArgumentException("The " + what + " must be at most an hour, not " + duration);
		}
		return duration;
	}

	/**
	 * How long an action that was interrupted has to end, before it is left behind.
	 */
	long grace() {
		return Math.min(Math.max(this.actionTimeout / 10, 10_000_000), 250_000_000);
	}

}
