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
 * How often a registry records where a finalizer was registered. It costs a few
 * microseconds each time, so by default a sample has to do. <pre class="code">
 * FinalizerRegistryBuilder.create().registrationSites(RegistrationSites.ALL);
 * </pre>
 *
 * @since 0.1.0
 */
public enum RegistrationSites {

	/**
	 * Never.
	 */
	OFF,

	/**
	 * For the first 16 registrations of each class of actions, and then for one in 128
	 * under the names whose finalizers must be called, for one in 1024 under the others,
	 * which costs those a few nanoseconds on average. A lambda or method reference has a
	 * class of its own at each place where it is written, so each such place is recorded
	 * at least once; a class that is used as action in many places may have some that are
	 * not.
	 */
	SAMPLED,

	/**
	 * For each registration.
	 */
	ALL

}
