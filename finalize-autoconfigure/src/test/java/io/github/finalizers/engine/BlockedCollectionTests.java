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
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.RunningAction;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Actions that block among very many of the same collection.
 */
class BlockedCollectionTests {

	private static final Duration THRESHOLD = Duration.ofMillis(250);

	private static final int MOST_BLOCKED = 4;

	/**
	 * The one that works and the one that stands by.
	 */
	private static final int AT_WORK = 2;

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicInteger ran = new AtomicInteger();

	@Test
	@DisplayName("C25 while one blocks, a thousand others of the same real collection finish within a second")
	void othersWhenOneOfTheirCollectionBlocksShouldFinishWithinASecond() {
		ManagedRegistry registry = open();
		Gate gate = this.registries.gate();
		registerGarbage(registry, 500);
		registry.named("slow").register(new Object(), gate);
		registerGarbage(registry, 500);
		Collector.collectUntil(gate::isEntered);
		await().atMost(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(this.ran).hasValue(1000));
		assertThat(gate.isLeft()).isFalse();
		assertThat(registry.statistics().worker().stalled()).filteredOn(BlockedCollectionTests::isInTheGate).hasSize(1);
		assertThat(this.registries.events.stalled()).filteredOn(BlockedCollectionTests::isInTheGate)
			.singleElement()
			.satisfies((action) -> assertThat(action.name()).isEqualTo("slow"));
		assertThat(this.registries.log.alarmsAbout("blockedInTheGate")).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("\"slow\"", "a stand-in takes over"));
		gate.open();
		await()
			.untilAsserted(() -> assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1001));
	}

	@Test
	@DisplayName("C25 however many block, at most four threads are added; the others wait, are shown, run, and all end")
	void threadsWhenManyBlockShouldBeBounded() {
		ManagedRegistry registry = open();
		List<Finalizer<Void>> all = new ArrayList<>();
		List<Gate> gates = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			all.add(register(registry));
			gates.add(this.registries.gate());
			all.add(registry.register(this.registries.referent(), gates.get(i)));
		}
		Collector.collect(all.toArray(Finalizer<?>[]::new));
		await().until(() -> registry.statistics().worker().state() == WorkerState.BLOCKED);
		await().during(THRESHOLD.multipliedBy(2)).untilAsserted(() -> {
			assertThat(this.registries.threads()).hasSize(MOST_BLOCKED + AT_WORK);
			assertThat(gates.stream().filter(Gate::isEntered)).hasSize(MOST_BLOCKED + 1);
		});
		assertThat(registry.statistics().worker().pending()).isEqualTo(24 - 5 - this.ran.get());
		gates.forEach(Gate::open);
		await().untilAsserted(() -> assertThat(this.ran).hasValue(12));
		await().untilAsserted(() -> assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(24));
		await().untilAsserted(() -> assertThat(this.registries.threads()).hasSize(1));
	}

	private static boolean isInTheGate(RunningAction action) {
		return action.stack().stream().anyMatch((frame) -> frame.getMethodName().equals("blockedInTheGate"));
	}

	private ManagedRegistry open() {
		return this.registries.open((builder) -> builder.stallThreshold(THRESHOLD));
	}

	private Finalizer<Void> register(ManagedRegistry registry) {
		return registry.register(this.registries.referent(), this.ran, AtomicInteger::incrementAndGet);
	}

	private void registerGarbage(ManagedRegistry registry, int count) {
		for (int i = 0; i < count; i++) {
			registry.register(new Object(), this.ran, AtomicInteger::incrementAndGet);
		}
	}

}
