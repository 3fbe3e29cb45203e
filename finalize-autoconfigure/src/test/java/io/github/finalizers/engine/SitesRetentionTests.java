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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.function.BiFunction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What sites and leaks keep: names, and nothing that they are names of.
 */
class SitesRetentionTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@Test
	@DisplayName("C41 a class loader whose code has leaked can be collected, while the registry is open and tells of it")
	void loaderWhenItsCodeHasLeakedShouldBeCollected() throws Exception {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.mustBeCalled("default", true).registrationSites(RegistrationSites.ALL));
		WeakReference<ClassLoader> loader = leakFromLoader(registry);
		await().until(() -> registry.statistics().leaks() == 1 && this.registries.events.leaked().size() == 1);
		Collector.collectUntil(() -> loader.refersTo(null));
		assertThat(registry.leaks()).singleElement()
			.satisfies((leak) -> assertThat(leak.site().get(0).getClassName()).isEqualTo(Visitor.class.getName()));
	}

	@SuppressWarnings("unchecked")
	private WeakReference<ClassLoader> leakFromLoader(FinalizerRegistry registry) throws Exception {
		ClassLoader loader = new VisitorLoader();
		var visitor = (BiFunction<FinalizerRegistry, Object, Finalizer<Void>>) loader.loadClass(Visitor.class.getName())
			.getDeclaredConstructor()
			.newInstance();
		assertThat(visitor).isNotInstanceOf(Visitor.class);
		Collector.collect(visitor.apply(registry, this.registries.referent()));
		return new WeakReference<>(loader);
	}

	/**
	 * Registers, in a loader of its own.
	 */
	public static final class Visitor implements BiFunction<FinalizerRegistry, Object, Finalizer<Void>> {

		@Override
		public Finalizer<Void> apply(FinalizerRegistry registry, Object referent) {
			return registry.register(referent, () -> {
			});
		}

	}

	private static final class VisitorLoader extends ClassLoader {

		VisitorLoader() {
			super(VisitorLoader.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			Class<?> loaded = findLoadedClass(name);
			if (loaded != null || !name.equals(Visitor.class.getName())) {
				return (loaded != null) ? loaded : super.loadClass(name, resolve);
			}
			try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] code = bytes.readAllBytes();
				return defineClass(name, code, 0, code.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
