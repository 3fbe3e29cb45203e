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

package io.github.finalizers.actuate.endpoint;

import java.time.Duration;

import io.github.finalizers.RegistrationSites;

/**
 * Changes for some time what a registry records of where finalizers are registered.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SiteTracker {

	/**
	 * Record otherwise for some time.
	 * @param mode of which finalizers it is recorded
	 * @param wholeStacks whether the stack of the caller is recorded, or its frame
	 * @param time for how long
	 * @throws IllegalArgumentException if the time is out of range
	 */
	void trackSites(RegistrationSites mode, boolean wholeStacks, Duration time);

}
