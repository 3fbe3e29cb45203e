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
 * A registration past the {@linkplain FinalizerLimit limit} of its name was refused.
 * Nothing was registered, and the resource is still the caller's to release. It may be
 * tried again later.
 *
 * @since 0.1.0
 */
public class FinalizerLimitException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String name;

	/**
	 * Create a new exception.
	 * @param name the name whose limit was reached
	 * @param message what was refused, and the cure
	 */
	public FinalizerLimitException(String name, String message) {
		super(message);
		this.name = name;
	}

	/**
	 * Return the name whose limit was reached.
	 * @return the name
	 */
	public String getName() {
		return this.name;
	}

}
