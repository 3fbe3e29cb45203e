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

import java.util.function.Supplier;

/**
 * One way to write an action and its state.
 *
 * @param name how the table of the documentation calls it
 * @param scene makes it, each time with a new referent
 */
record CaptureShape(String name, Supplier<Scene> scene) {

	static CaptureShape of(String name, Supplier<Scene> scene) {
		return new CaptureShape(name, scene);
	}

	/**
	 * What would be registered.
	 *
	 * @param referent the referent
	 * @param action the action
	 * @param state the state, which may be {@code null}
	 */
	record Scene(Object referent, Object action, Object state) {

		static Scene of(Object referent, Runnable action) {
			return new Scene(referent, action, null);
		}

	}

}
