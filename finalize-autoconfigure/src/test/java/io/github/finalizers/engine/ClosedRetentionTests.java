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

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a registry that is kept after its close keeps: nothing of the application.
 */
class ClosedRetentionTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C35 after the close listeners are dropped, though the registry is kept")
	void registryWhenClosedShouldNotKeepListener() {
		Given given = closed();
		assertThat(this.ran).containsExactly("swept", "sweepEnded");
		Collector.collectUntil(() -> given.listener.refersTo(null));
		assertThat(given.registry.deadCount()).isEqualTo(2);
	}

	@Test
	@DisplayName("C35 after the close consumers of names are dropped, though the registry is kept")
	void registryWhenClosedShouldNotKeepConsumer() {
		Given given = closed();
		assertThat(this.ran).hasSize(2);
		Collector.collectUntil(() -> given.consumer.refersTo(null));
		assertThat(given.registry.deadCount()).isEqualTo(2);
	}

	@Test
	@DisplayName("C24 after the close the class loader is dropped, though the registry is kept")
	void registryWhenClosedShouldNotKeepLoader() {
		Given given = closed();
		assertThat(this.ran).hasSize(2);
		Collector.collectUntil(() -> given.loader.refersTo(null));
		assertThat(given.registry.deadCount()).isEqualTo(2);
	}

	private Given closed() {
		ClassLoader loader = new URLClassLoader(new URL[0]);
		Events listener = new Events() {

			@Override
			public void sweepEnded(SweepResult result) {
				ClosedRetentionTests.this.ran.add("sweepEnded");
			}

		};
		List<String> names = new CopyOnWriteArrayList<>();
		Consumer<String> consumer = names::add;
		ManagedRegistry registry = this.registries.open((builder) -> builder.classLoader(loader).listener(listener));
		registry.forEachName(consumer);
		assertThat(names).isNotEmpty();
		Finalizer<Void> collected = registry.register(this.registries.referent(), () -> {
		});
		Collector.collect(collected);
		await().until(() -> registry.deadCount() == 1);
		registry.register(this.registries.referent(), "swept", this.ran::add);
		registry.close();
		return new Given(registry, new WeakReference<>(listener), new WeakReference<>(consumer),
				new WeakReference<>(loader));
	}

	private record Given(ManagedRegistry registry, WeakReference<?> listener, WeakReference<?> consumer,
			WeakReference<?> loader) {

	}

}
