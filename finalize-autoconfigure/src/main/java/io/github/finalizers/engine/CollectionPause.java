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

import java.util.concurrent.atomic.AtomicLong;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.LimitPolicy;

/**
 * How long to pause from one collection to the next. It is one interval if the last has
 * made room; else it doubles with each, so that a limit that is too low does not keep the
 * collector busy: up to the longest pause of whoever asks, which is short if anybody is
 * refused, and lets who waits see a collection.
 * <p>
 * <b>Fields.</b> {@code longest} is lowered by whoever asks, and forgotten with each
 * collection. {@code doubled} belongs to the thread that collects.
 */
final class CollectionPause {

	private static final int LONGEST = 64;

	private static final int LONGEST_IF_REFUSED = 8;

	private final long interval;

	private final AtomicLong longest = new AtomicLong(Long.MAX_VALUE);

	private long doubled;

	CollectionPause(long interval) {
		this.interval = interval;
		this.doubled = interval;
	}

	/**
	 * Make it no longer than is good for who is past a limit. There is no lambda here,
	 * and no switch, which could fail for good when they are linked at the end of a
	 * stack.
	 * @return whether it was longer
	 */
	boolean shorten(FinalizerLimit limit) {
		long most = longest(limit);
		long now = this.longest.get();
		while (most < now) {
			if (this.longest.compareAndSet(now, most)) {
				return true;
			}
			now = this.longest.get();
		}
		return false;
	}

	/**
	 * Who waits sees a collection in the first half of the time, unless that is shorter
	 * than an interval.
	 */
	private long longest(FinalizerLimit limit) {
		if (limit.policy() == LimitPolicy.WARN) {
			return LONGEST * this.interval;
		}
		long refused = LONGEST_IF_REFUSED * this.interval;
		return (limit.policy() == LimitPolicy.FAIL) ? refused
				: Math.max(this.interval, Math.min(refused, limit.longestWait().toNanos() / 2));
	}

	/**
	 * How long it is.
	 * @param helped whether the last collection has made room
	 */
	long length(boolean helped) {
		return helped ? this.interval : Math.min(this.doubled, this.longest.get());
	}

	/**
	 * Begin anew, with one more collection.
	 * @param helped whether the one before has made room
	 */
	void collected(boolean helped) {
		this.doubled = 2 * (helped ? this.interval : Math.min(this.doubled, LONGEST / 2 * this.interval));
		this.longest.set(Long.MAX_VALUE);
	}

}
