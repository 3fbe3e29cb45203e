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

/**
 * The limits of a registry, in nanoseconds, and whether anything runs at exit.
 */
record Limits(boolean exitEnabled, long exitTimeout, long actionTimeout, long stallThreshold) {

	/**
	 * How long an action that was interrupted has to end, before it is left behind.
	 */
	long grace() {
		return Math.min(Math.max(this.actionTimeout / 10, 10_000_000), 250_000_000);
	}

}
