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

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * The registry of the programs after the move.
 */
public final class Registries {

	private Registries() {
	}

	/**
	 * Make a registry of what must be closed, and is left alone at exit: who still uses
	 * native memory then would crash the JVM, and the system takes it back anyway.
	 * @param name the name of the finalizers
	 * @return a new registry, to be closed
	 */
	public static ManagedRegistry create(String name) {
		// The log is System.Logger by default.
		return FinalizerRegistryBuilder.create()
			.name(name, false)
			.mustBeCalled(name, true)
			.captureCheck(CaptureCheck.FAIL)
			.wrappers(Registries.class.getPackageName() + ".*.*")
			.log((level, message, thrown) -> System.out
				.println("  " + level + ": " + message + ((thrown != null) ? ": " + thrown : "")))
			.build();
	}

}
