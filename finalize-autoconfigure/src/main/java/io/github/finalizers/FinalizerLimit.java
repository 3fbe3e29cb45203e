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

package io.github.finalizers;

import java.time.Duration;
import java.util.Objects;

/**
 * How much the finalizers of a name may hold at the same time: those that are live, and
 * those whose action has not finished. <pre class="code">
 * builder.limit("tiles", FinalizerLimit.ofBytes(256 &lt;&lt; 20).andCount(1000).waitAtMost(Duration.ofSeconds(10)));
 * builder.limit("files", FinalizerLimit.ofCount(200).with(LimitPolicy.FAIL));
 * </pre>
 *
 * @param count how many there may be, 0 if that is not limited
 * @param bytes how many bytes they may {@linkplain FinalizerRegistry#sized hold} in all,
 * 0 if that is not limited
 * @param policy what is done about a registration past the limit
 * @param longestWait how long a thread waits at most, if that is the policy
 * @since 0.1.0
 */
public record FinalizerLimit(long count, long bytes, LimitPolicy policy, Duration longestWait) {

	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

	private static final Duration LONGEST_WAIT = Duration.ofHours(1);

	/**
	 * Create a limit.
	 * @throws IllegalArgumentException if a number is negative, nothing is limited, or
	 * the longest wait is not positive or longer than an hour
	 */
	public FinalizerLimit {
		Objects.requireNonNull(policy, "policy");
		Objects.requireNonNull(longestWait, "longestWait");
		if (count < 0 || bytes < 0) {
			throw new IllegalArgumentException("A limit must be positive, or 0 for none, not "
					+ ((count < 0) ? count + " finalizers" : bytes + " bytes"));
		}
		if (count == 0 && bytes == 0) {
			throw new IllegalArgumentException(
					"A limit must limit something: set how many finalizers or bytes there may be, 1 or more");
		}
		if (longestWait.isNegative() || longestWait.isZero() || longestWait.compareTo(LONGEST_WAIT) > 0) {
			throw new IllegalArgumentException(
					"The longest wait at a limit must be positive and at most an hour, not " + longestWait);
		}
	}

	/**
	 * Limit how many finalizers there may be. Past it is {@linkplain LimitPolicy#WARN
	 * warned}.
	 * @param count how many, 1 or more
	 * @return the limit
	 * @throws IllegalArgumentException if there may be none
	 */
	public static FinalizerLimit ofCount(long count) {
		return new FinalizerLimit(count, 0, LimitPolicy.WARN, DEFAULT_WAIT);
	}

	/**
	 * Limit how many bytes there may be. Past it is {@linkplain LimitPolicy#WARN warned}.
	 * @param bytes how many, 1 or more
	 * @return the limit
	 * @throws IllegalArgumentException if there may be none
	 */
	public static FinalizerLimit ofBytes(long bytes) {
		return new FinalizerLimit(0, bytes, LimitPolicy.WARN, DEFAULT_WAIT);
	}

	/**
	 * Limit how many finalizers there may be, too.
	 * @param count how many, 0 if that is not limited
	 * @return a limit with this count
	 * @throws IllegalArgumentException if the number is negative, or nothing is limited
	 */
	public FinalizerLimit andCount(long count) {
		return new FinalizerLimit(count, this.bytes, this.policy, this.longestWait);
	}

	/**
	 * Limit how many bytes there may be, too.
	 * @param bytes how many, 0 if that is not limited
	 * @return a limit with these bytes
	 * @throws IllegalArgumentException if the number is negative, or nothing is limited
	 */
	public FinalizerLimit andBytes(long bytes) {
		return new FinalizerLimit(this.count, bytes, this.policy, this.longestWait);
	}

	/**
	 * Set what is done about a registration past the limit.
	 * @param policy the policy; with {@link LimitPolicy#WAIT} a thread waits at most 5
	 * seconds, long enough for a collection or two, unless {@link #waitAtMost} says
	 * otherwise
	 * @return a limit with this policy
	 */
	public FinalizerLimit with(LimitPolicy policy) {
		return new FinalizerLimit(this.count, this.bytes, policy, this.longestWait);
	}

	/**
	 * Let a registration past the limit {@linkplain LimitPolicy#WAIT wait}.
	 * @param longestWait how long at most
	 * @return a limit with this policy and time
	 * @throws IllegalArgumentException if the time is not positive or longer than an hour
	 */
	public FinalizerLimit waitAtMost(Duration longestWait) {
		return new FinalizerLimit(this.count, this.bytes, LimitPolicy.WAIT, longestWait);
	}

}
