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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RegisterWhileClosingTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@RepeatedTest(20)
	@DisplayName("C19 an action may register until the very end, even if what it belongs to was registered beside the close")
	void registerWhenInsideActionOfLatecomerShouldBeAllowed() {
		ManagedRegistry registry = this.registries.open();
		AtomicInteger children = new AtomicInteger();
		AtomicInteger parents = new AtomicInteger();
		Runnable parent = () -> registry.register(this.registries.referent(), children::incrementAndGet);
		Future<?> registering = this.registries.elsewhere(() -> {
			try {
				while (parents.get() < 100_000) {
					registry.register(this.registries.referent(), parent);
					parents.incrementAndGet();
				}
			}
			catch (IllegalStateException ex) {
				// The registry has closed: the end of this.
			}
		});
		await().until(() -> parents.get() > 100);
		registry.close();
		assertThat(registering).succeedsWithin(Duration.ofSeconds(10));
		assertThat(children).hasValue(parents.get());
		assertThat(this.registries.events.failed()).isEmpty();
		assertThat(registry.deadCount()).isEqualTo(2L * parents.get());
	}

	@Test
	@DisplayName("C34 a flood of registrations does not hang the exit: it ends within its time")
	void closeWhenRegistrationsFloodShouldEndInTime() {
		ManagedRegistry registry = this.registries
			.openPlain((builder) -> builder.actionTimeout(Duration.ofSeconds(1)).exitTimeout(Duration.ofSeconds(1)));
		Object referent = new Object();
		LongAdder registered = new LongAdder();
		LongAdder runs = new LongAdder();
		AtomicBoolean refused = new AtomicBoolean();
		List<Future<?>> flood = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			flood.add(this.registries.elsewhere(() -> {
				while (!refused.get() && registered.sum() < 2_000_000) {
					try {
						registry.register(referent, runs::increment);
						registered.increment();
					}
					catch (IllegalStateException ex) {
						refused.set(true);
					}
				}
			}));
		}
		await().until(() -> registered.sum() > 10_000);
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
		assertThat(flood).allSatisfy((thread) -> assertThat(thread).succeedsWithin(Duration.ofSeconds(5)));
		FinalizerStatistics statistics = registry.statistics();
		assertThat(statistics.finished(FinalizerCause.EXIT)).isEqualTo(runs.sum()).isPositive();
		assertThat(runs.sum() + statistics.finished(FinalizerCause.UNREACHED)).isEqualTo(registered.sum());
	}

}
