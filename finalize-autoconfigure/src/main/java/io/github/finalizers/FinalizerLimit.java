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
 * those whose action has not finished.
 *
 * @param count how many there may be, 0 if that is not limited
 * @param bytes how many bytes they may {@linkplain FinalizerRegistry#sized hold} in all,
 * 0 if that is not limited
 * @param policy what is done about a registration past the limit
 * @param longestWait how long a thread waits at most, if that is the policy
 * @since 0.1.0
 */
public record FinalizerLimit(long count, long bytes, LimitPolicy policy, Duration longestWait) {

	public FinalizerLimit {
		Objects.requireNonNull(policy, "policy");
		Objects.requireNonNull(longestWait, "longestWait");
	}

}
