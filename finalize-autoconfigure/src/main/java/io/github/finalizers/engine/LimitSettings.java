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
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerLimit;

/**
 * How much the finalizers of each name may hold, {@code null} if that is not limited, and
 * how often the collector is asked to look for what nobody uses any more.
 */
record LimitSettings(ByName<@Nullable FinalizerLimit> limits, Duration collectionInterval) {

	/**
	 * Nothing is limited.
	 */
	static final LimitSettings NONE = new LimitSettings(new ByName<>(Map.of(), null), Duration.ofSeconds(1));

}
