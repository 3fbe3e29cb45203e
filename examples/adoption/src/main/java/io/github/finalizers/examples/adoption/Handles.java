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

package io.github.finalizers.examples.adoption;

/**
 * Native memory, from one of the libraries, cleaned up before or after.
 */
public interface Handles extends AutoCloseable {

	/**
	 * Allocate memory that is freed when it is closed, or else when the handle is
	 * collected.
	 * @return the handle
	 */
	AutoCloseable open();

	/**
	 * Make a handle that fails when it is to be cleaned up.
	 * @return the handle
	 */
	AutoCloseable openBroken();

	/**
	 * Return how many blocks of memory have not been freed.
	 * @return the number of blocks
	 */
	long live();

	/**
	 * Return whether anything is freed after a collection.
	 * @return {@code false} if whoever does that has died
	 */
	boolean isWorking();

	/**
	 * Return whether the failure has happened.
	 * @return whether a broken handle has been cleaned up
	 */
	boolean hasFailed();

}
