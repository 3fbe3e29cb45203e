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

package io.github.finalizers.benchmarks;

/**
 * One who can attach an action to an object. Each measures itself in a JVM of its own, so
 * that every call in here has but one target.
 */
interface Contender extends AutoCloseable {

	/**
	 * Attach {@link Resource#release()} of a state to a referent.
	 * @return the handle, which may be dropped
	 */
	Object register(Object referent, Resource state);

	/**
	 * Run the action now.
	 */
	default void call(Object handle) {
		throw new UnsupportedOperationException("call");
	}

	/**
	 * Take the action away.
	 */
	default void detach(Object handle) {
		throw new UnsupportedOperationException("detach");
	}

	@Override
	default void close() {
	}

}
