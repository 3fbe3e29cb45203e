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

package io.github.finalizers.examples.plain.after;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * The registry of the program. Whoever builds one closes it: here, when the JVM ends.
 */
final class Finalizers {

	static final FinalizerRegistry REGISTRY = create();

	private Finalizers() {
	}

	private static FinalizerRegistry create() {
		// The log is System.Logger by default.
		ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.log((level, message, thrown) -> System.out
				.println("  " + level + ": " + message + ((thrown != null) ? ": " + thrown : "")))
			.build();
		Runtime.getRuntime().addShutdownHook(new Thread(registry::close, "finalizers-close"));
		return registry;
	}

}
