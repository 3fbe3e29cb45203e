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

package io.github.finalizers.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import io.github.finalizers.FinalizerRegistry;

/**
 * Finds the registry of a test's application context. Apart, because Spring may be
 * missing.
 */
final class SpringTestRegistry {

	private SpringTestRegistry() {
	}

	static FinalizerRegistry of(ExtensionContext context) {
		try {
			return SpringExtension.getApplicationContext(context).getBean(FinalizerRegistry.class);
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("There is no Spring test to ask for its registry; give one, as in"
					+ " new UncalledFinalizersExtension(() -> registry)", ex);
		}
	}

}
