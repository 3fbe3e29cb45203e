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
 * What a contender may be able to do.
 */
public enum Job {

	/**
	 * Attach an action.
	 */
	REGISTER,

	/**
	 * Run the action when told to, at least of the one that was registered last.
	 */
	CALL,

	/**
	 * Run the action of any when told to.
	 */
	CALL_ANY,

	/**
	 * Forget the action when told to.
	 */
	DETACH,

	/**
	 * Run the action when the referent has been collected.
	 */
	COLLECT,

	/**
	 * Run all that is left, newest first.
	 */
	EXIT

}
