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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exit when the machine has no thread to give, so that the closing thread does all.
 */
class NoExitThreadTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C34 the budget holds even if the sweep has no thread of its own")
	void closeWhenNoThreadCanStartShouldKeepTheBudget() {
		ManagedRegistry registry = open(
				(builder) -> builder.actionTimeout(Duration.ofMillis(300)).exitTimeout(Duration.ofMillis(300)));
		for (int i = 0; i < 100; i++) {
			registry.register(this.registries.referent(), () -> {
				this.ran.add("ran");
				spin(Duration.ofMillis(50));
			});
		}
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
		assertThat(this.ran).hasSizeBetween(1, 7);
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(this.ran.size());
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(100 - this.ran.size());
	}

	@Test
	@DisplayName("C36 close inside an action that runs on the closing thread returns, and an interrupt of that is kept")
	void closeWhenActionClosesOnClosingThreadShouldReturn() {
		ManagedRegistry registry = open((builder) -> {
		});
		registry.register(this.registries.referent(), "older", this.ran::add);
		registry.register(this.registries.referent(), () -> {
			registry.close();
			this.ran.add("closes");
		});
		this.registries.promptlyElsewhere(() -> {
			Thread.currentThread().interrupt();
			registry.close();
			this.ran.add("interrupted: " + Thread.interrupted());
		});
		assertThat(this.ran).containsExactly("closes", "older", "interrupted: true");
	}

	private ManagedRegistry open(Consumer<FinalizerRegistryBuilder> settings) {
		return this.registries.open((builder) -> {
			builder.threadFactory((work) -> new Thread(work) {

				@Override
				public void start() {
					throw new OutOfMemoryError("unable to create native thread");
				}

			});
			settings.accept(builder);
		});
	}

	private static void spin(Duration duration) {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < duration.toNanos()) {
			Thread.onSpinWait();
		}
	}

}
