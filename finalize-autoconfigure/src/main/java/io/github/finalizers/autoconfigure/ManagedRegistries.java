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

package io.github.finalizers.autoconfigure;

import java.util.List;

import org.springframework.context.ApplicationContext;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Finds the registries of a context that its sweep, meters and endpoint act on: those of
 * the engine, whoever declared them. A mocked one, or one of another kind, is left alone,
 * and so is what an ancestor has.
 */
final class ManagedRegistries {

	private ManagedRegistries() {
	}

	static List<ManagedRegistry> in(ApplicationContext context) {
		return context.getBeansOfType(FinalizerRegistry.class, false, false)
			.values()
			.stream()
			.filter(ManagedRegistry.class::isInstance)
			.map(ManagedRegistry.class::cast)
			.toList();
	}

}
