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

package io.github.finalizers.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Objects;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * How long the first registration of an action of its class takes, which is looked at for
 * a captured referent.
 */
final class FirstRegistrations {

	private FirstRegistrations() {
	}

	static Map<String, Double> measure(String who, int size) throws Exception {
		double[] micros = new double[size];
		Object referent = new Object();
		try (ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.captureCheck(CaptureCheck.valueOf(who))
			.log((level, message, thrown) -> {
			})
			.build()) {
			for (int i = -size / 2; i < size; i++) {
				Runnable action = actionOfNewClass();
				long begun = System.nanoTime();
				registry.register(referent, action);
				if (i >= 0) {
					micros[i] = (System.nanoTime() - begun) / 1e3;
				}
			}
		}
		return Map.of("micros", Figures.median(micros));
	}

	private static Runnable actionOfNewClass() throws IOException, ReflectiveOperationException {
		try (InputStream file = FirstRegistrations.class.getResourceAsStream("FirstRegistrations$Action.class")) {
			return (Runnable) MethodHandles.lookup()
				.defineHiddenClass(Objects.requireNonNull(file).readAllBytes(), true)
				.lookupClass()
				.getDeclaredConstructor()
				.newInstance();
		}
	}

	/**
	 * What is defined again and again.
	 */
	static final class Action implements Runnable {

		final Resource resource = new Resource();

		final Object[] more = { new Resource(), "text" };

		@Override
		public void run() {
			this.resource.release();
		}

	}

}
