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
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.LimitPolicy;

/**
 * How much the finalizers of each name may hold, what is done about more, and how often
 * the collector is asked to look for what nobody uses any more.
 */
record LimitSettings(ByName<Long> counts, ByName<Long> bytes, ByName<LimitPolicy> policies, ByName<Duration> waits,
		Duration collectionInterval) {

	static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);

	/**
	 * Nothing is limited.
	 */
	static final LimitSettings NONE = new LimitSettings(new ByName<>(Map.of(), 0L), new ByName<>(Map.of(), 0L),
			new ByName<>(Map.of(), LimitPolicy.WARN), new ByName<>(Map.of(), DEFAULT_WAIT), Duration.ofSeconds(1));

	/**
	 * Refuse a policy of what has no limit, and a wait where nobody waits.
	 */
	LimitSettings {
		for (String name : policies.names()) {
			if (counts.of(name) == 0 && bytes.of(name) == 0) {
				throw new IllegalArgumentException("The name \"" + name
						+ "\" has a policy for its limit, and no limit: set how many finalizers or bytes it may have");
			}
		}
		for (String name : waits.names()) {
			if (policies.of(name) != LimitPolicy.WAIT) {
				throw new IllegalArgumentException(
						"The name \"" + name + "\" has a wait for its limit, and nobody waits: set the policy WAIT");
			}
		}
	}

	/**
	 * The names as they were given.
	 */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>(this.counts.names());
		names.addAll(this.bytes.names());
		return names;
	}

	/**
	 * The limit of a name, {@code null} if it has none.
	 */
	@Nullable FinalizerLimit of(String name) {
		long count = this.counts.of(name);
		long bytes = this.bytes.of(name);
		return (count > 0 || bytes > 0) ? new FinalizerLimit(count, bytes, this.policies.of(name), this.waits.of(name))
				: null;
	}

}
