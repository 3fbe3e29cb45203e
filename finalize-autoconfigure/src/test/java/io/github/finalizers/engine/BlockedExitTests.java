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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The exit of a registry whose worker is blocked.
 */
class BlockedExitTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C32 an action at hand on the worker is bounded too: interrupted, then left behind, and the sweep runs")
	void closeWhenWorkerHangsShouldLeaveItBehind() {
		ManagedRegistry registry = open(Duration.ofMillis(200), Duration.ofSeconds(10));
		register(registry, "swept");
		Gate stubborn = this.registries.stubbornGate();
		Collector.collect(registry.named("hanging").register(this.registries.referent(), stubborn));
		stubborn.awaitEntered();
		registry.close();
		assertThat(this.ran).containsExactly("swept");
		assertThat(stubborn.wasInterrupted()).isTrue();
		assertThat(result().leftBehind()).extracting(RunningAction::name).contains("hanging");
		assertThat(registry.named("hanging").statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
		assertThat(this.registries.threads()).contains(stubborn.thread());
	}

	@Test
	@DisplayName("C32 so are five that hang, each left behind, and those that waited for them run at last")
	void closeWhenWorkerIsBlockedShouldRunTheWaiting() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.stallThreshold(Duration.ofMillis(100))
			.actionTimeout(Duration.ofMillis(200))
			.exitTimeout(Duration.ofSeconds(10)));
		for (int i = 0; i < 5; i++) {
			Gate gate = this.registries.stubbornGate();
			Collector.collect(registry.named("hanging").register(this.registries.referent(), gate));
			gate.awaitEntered();
		}
		await().untilAsserted(() -> assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.BLOCKED));
		register(registry, "oldest");
		Collector.collect(register(registry, "waiting"));
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
		assertThat(this.ran).containsExactly("waiting", "oldest");
		assertThat(result().leftBehind()).hasSize(5).allSatisfy((action) -> {
			assertThat(action.name()).isEqualTo("hanging");
			assertThat(action.stack()).extracting(StackTraceElement::getMethodName).contains("blockedInTheGate");
		});
		assertThat(this.registries.threads()).hasSize(5);
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(6);
	}

	@Test
	@DisplayName("C34 a blocked action on the worker that heeds its interrupt at exit is not left behind")
	void closeWhenWorkerIsBlockedButHeedsInterruptShouldGoOn() {
		ManagedRegistry registry = open(Duration.ofSeconds(1), Duration.ofSeconds(10));
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		register(registry, "swept");
		registry.close();
		assertThat(gate.wasInterrupted()).isTrue();
		assertThat(this.ran).containsExactly("swept");
		assertThat(result().leftBehind()).isEmpty();
		assertThat(this.registries.threads()).isEmpty();
	}

	private ManagedRegistry open(Duration actionTimeout, Duration exitTimeout) {
		return this.registries.open((builder) -> builder.actionTimeout(actionTimeout).exitTimeout(exitTimeout));
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, (text) -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.ran.add(text);
		});
	}

	private SweepResult result() {
		return this.registries.events.sweepsEnded().get(0);
	}

}
