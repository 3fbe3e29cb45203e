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
 * Thrown by a registry with {@link CaptureCheck#FAIL}, when the action or the state of a
 * registration leads back to its referent. Nothing was registered, and the action is
 * still the caller's to run. The cure is to pass the resource that is to be released as
 * the state, and not its owner, to an action that captures nothing.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class CapturedReferentException extends IllegalArgumentException {

	private final String path;

	private final String registeredAt;

	/**
	 * Create an exception.
	 * @param referent the type of the referent
	 * @param path how the referent is reached, from {@code action} or {@code state}
	 * @param registeredAt the place in the application's code
	 */
	public CapturedReferentException(Class<?> referent, String path, String registeredAt) {
		super("The " + (path.startsWith("state") ? "state" : "action") + " leads back to its referent, a "
				+ referent.getTypeName() + ", which is never collected as long as it does: " + path + "; registered at "
				+ registeredAt + "; pass the resource that is to be released as the state, not"
				+ " its owner, to an action that captures nothing: register(referent, resource, Resource::release)");
		this.path = path;
		this.registeredAt = registeredAt;
	}

	/**
	 * Return how the referent is reached: the names of fields, or what is asked of a
	 * collection, from {@code action} or {@code state} on.
	 * @return the path, such as {@code action -> arg$1 -> listeners -> [0]}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return where the application registered.
	 * @return the place, as a line of a stack trace
	 */
	public String registeredAt() {
		return this.registeredAt;
	}

}
