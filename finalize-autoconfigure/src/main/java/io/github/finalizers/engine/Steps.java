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

import org.jspecify.annotations.Nullable;

/**
 * Asked before each action of a stack whether to go on with it.
 */
@FunctionalInterface
interface Steps {

	/**
	 * Run everything: the caller of {@link Handle#call()} is nobody's to stop.
	 */
	Steps ALL = (next, failure) -> true;

	/**
	 * Return whether to run the next action. If not, somebody else has taken over this
	 * one and all that are older, or the time is up for them.
	 * @param next the next action, with the older ones behind it
	 * @param failure what the newer ones have thrown
	 */
	boolean beforeStep(Frame next, @Nullable Throwable failure);

}
