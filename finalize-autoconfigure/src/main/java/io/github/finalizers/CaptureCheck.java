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
 * What a registry does about an action or a state that leads back to its own referent: as
 * long as it does, the referent is never collected. <pre class="code">
 * FinalizerRegistryBuilder.create().captureCheck(CaptureCheck.FAIL).build(); // in tests
 * </pre>
 * <p>
 * The check reads fields, arrays and the common collections of the JDK, a few steps deep;
 * it calls nothing of the application's. What it finds is true at that moment. What it
 * cannot read, it says nothing about.
 *
 * @since 0.1.0
 * @see CapturedReferentException
 */
public enum CaptureCheck {

	/**
	 * Check nothing, but that neither is the referent itself, which is always refused.
	 */
	OFF,

	/**
	 * Log a warning, once for a class of actions. The first registrations of each class
	 * are checked, later ones now and then.
	 */
	WARN,

	/**
	 * Check every registration, and refuse it.
	 */
	FAIL

}
