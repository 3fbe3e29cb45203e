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

/**
 * What is done about a registration past the limit of its name. Whatever it is, the
 * collector is asked first to look for what nobody uses any more; but not for one that
 * alone is larger than the limit, not once the exit has begun, and not in a registry that
 * is driven by hand.
 *
 * @since 0.1.0
 * @see FinalizerLimit
 */
public enum LimitPolicy {

	/**
	 * Register all the same, and log a warning, once for each time that the limit is
	 * crossed and at most once a minute.
	 */
	WARN,

	/**
	 * Throw a {@link FinalizerLimitException}. Nothing is registered, and the resource is
	 * still the caller's to release.
	 */
	FAIL,

	/**
	 * Let the registering thread wait until there is room, for a bounded time, and then
	 * do what {@link #FAIL} does. Never for threads that must not block, such as those of
	 * an event loop.
	 */
	WAIT

}
