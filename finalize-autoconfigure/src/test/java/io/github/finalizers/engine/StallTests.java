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
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.Worker;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.RunningAction;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StallTests {

	private static final Duration THRESHOLD = Duration.ofMillis(100);

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C25 an action that blocks does not stop the others")
	void othersWhenActionBlocksShouldRun() {
		ManagedRegistry registry = open();
		Gate gate = block(registry, "slow");
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
		assertThat(gate.isLeft()).isFalse();
		gate.open();
		await().untilAsserted(() -> assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2));
		assertThat(gate.wasInterrupted()).isFalse();
	}

	@Test
	@DisplayName("C25 a blocked action is reported once, to listeners and log, with its name and the stack of its thread")
	void stalledWhenActionBlocksShouldBeReportedOnce() {
		ManagedRegistry registry = open();
		Gate gate = block(registry, "slow");
		await().untilAsserted(() -> assertThat(this.registries.events.stalled()).singleElement().satisfies((action) -> {
			assertThat(action.name()).isEqualTo("slow");
			assertThat(action.thread()).isEqualTo(gate.thread().getName());
			assertThat(action.running()).isGreaterThanOrEqualTo(THRESHOLD);
			assertThat(action.stack()).extracting(StackTraceElement::getMethodName).contains("blockedInTheGate");
		}));
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(stalled(registry)).singleElement()
			.satisfies((action) -> assertThat(action.running()).isGreaterThan(THRESHOLD.multipliedBy(4))));
		assertThat(this.registries.events.stalled()).hasSize(1);
		assertThat(this.registries.log.alarmsAbout("slow")).singleElement()
			.satisfies((line) -> assertThat(line.tells("blockedInTheGate")).isTrue());
		assertThat(this.ran).containsExactly("next");
	}

	@Test
	@DisplayName("C25 a blocked action is shown in the statistics, from every view, until it returns")
	void statisticsWhenActionBlocksShouldShowIt() {
		ManagedRegistry registry = open();
		Gate gate = block(registry, "slow");
		await().untilAsserted(() -> assertThat(stalled(registry)).hasSize(1));
		assertThat(stalled(registry.named("slow"))).extracting(RunningAction::name).containsExactly("slow");
		assertThat(stalled(registry.named("another"))).extracting(RunningAction::name).containsExactly("slow");
		gate.open();
		await().untilAsserted(() -> assertThat(stalled(registry)).isEmpty());
		await().untilAsserted(() -> assertThat(this.registries.events.finalized()).singleElement()
			.satisfies((event) -> assertThat(event.duration()).isGreaterThanOrEqualTo(THRESHOLD)));
	}

	@Test
	@DisplayName("C25 four may be blocked and the others still run")
	void othersWhenFourBlockShouldRun() {
		ManagedRegistry registry = open();
		block(registry, "slow", 4);
		await().untilAsserted(() -> assertThat(this.registries.events.stalled()).hasSize(4));
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
		assertThat(this.registries.events.stalled()).hasSize(4);
		assertThat(stalled(registry)).hasSize(4);
	}

	@Test
	@DisplayName("C25 when one more blocks, collected ones wait, that is reported, and they run once one returns")
	void othersWhenMoreThanFourBlockShouldWait() {
		ManagedRegistry registry = open();
		List<Gate> gates = block(registry, "slow", 5);
		await().untilAsserted(() -> assertThat(worker(registry).state()).isEqualTo(WorkerState.BLOCKED));
		await().untilAsserted(() -> assertThat(this.registries.log.alarmsAbout("collected ones wait")).hasSize(1));
		assertThat(this.registries.events.stalled()).hasSize(5);
		Finalizer<Void> waiting = register(registry, "waiting");
		Collector.collect(waiting);
		assertThat(waiting.isAlive()).isTrue();
		assertThat(this.ran).isEmpty();
		gates.get(0).open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("waiting"));
		assertThat(worker(registry).state()).isNotEqualTo(WorkerState.BLOCKED);
		gates.forEach(Gate::open);
		await().untilAsserted(() -> assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(6));
	}

	@Test
	@DisplayName("C25 those that wait for their turn are shown as pending")
	void pendingWhenCollectedOnesWaitShouldTellHowMany() {
		ManagedRegistry registry = this.registries.open();
		Gate first = block(registry, "first");
		List<Finalizer<Void>> waiting = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			waiting.add(register(registry, "waiting"));
		}
		Gate newest = this.registries.gate();
		waiting.add(registry.register(this.registries.referent(), newest));
		Collector.collect(waiting.toArray(Finalizer<?>[]::new));
		first.open();
		newest.awaitEntered();
		assertThat(worker(registry).pending()).isEqualTo(20);
		assertThat(this.ran).isEmpty();
		newest.open();
		await().untilAsserted(() -> assertThat(this.ran).hasSize(20));
		assertThat(worker(registry).pending()).isZero();
	}

	@Test
	@DisplayName("C25 so they are while too many are blocked, which is when somebody looks")
	void pendingWhenBlockedShouldTellHowMany() {
		ManagedRegistry registry = open();
		List<Gate> gates = block(registry, "slow", 5);
		await().untilAsserted(() -> assertThat(worker(registry).state()).isEqualTo(WorkerState.BLOCKED));
		Collector.collect(register(registry, "waiting"), register(registry, "waiting"));
		await().untilAsserted(() -> assertThat(worker(registry).pending()).isEqualTo(2));
		gates.forEach(Gate::open);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(2));
		assertThat(worker(registry).pending()).isZero();
	}

	@Test
	@DisplayName("C25 an action that takes its time, but not too much, is simply at work")
	void stateWhenActionRunsShouldBeRunning() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = block(registry, "slow");
		assertThat(worker(registry).state()).isEqualTo(WorkerState.RUNNING);
		assertThat(stalled(registry)).isEmpty();
		gate.open();
		await().untilAsserted(() -> assertThat(worker(registry).state()).isEqualTo(WorkerState.WAITING));
		assertThat(this.registries.events.causes()).containsExactly(FinalizerCause.COLLECTED);
		assertThat(this.registries.events.stalled()).isEmpty();
	}

	@Test
	@DisplayName("C25 stand-ins end when they are no longer needed")
	void standInsWhenNoLongerNeededShouldEnd() {
		ManagedRegistry registry = open();
		List<Gate> gates = block(registry, "slow", 3);
		await().untilAsserted(() -> assertThat(this.registries.events.stalled()).hasSize(3));
		assertThat(this.registries.threads()).hasSizeGreaterThan(3);
		gates.forEach(Gate::open);
		await().untilAsserted(() -> assertThat(this.registries.threads()).hasSize(1));
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
	}

	@Test
	@DisplayName("C25 whoever takes over after that is told again of the next blocked action")
	void stalledWhenAnotherActionBlocksLaterShouldBeReportedToo() {
		ManagedRegistry registry = open();
		for (String name : List.of("first", "second")) {
			Gate gate = block(registry, name);
			await().untilAsserted(
					() -> assertThat(this.registries.events.stalled()).extracting(RunningAction::name).contains(name));
			gate.open();
			gate.awaitLeft();
			await().untilAsserted(() -> assertThat(this.registries.threads()).hasSize(1));
		}
		assertThat(this.registries.events.stalled()).extracting(RunningAction::name).containsExactly("first", "second");
	}

	private ManagedRegistry open() {
		return this.registries.open((builder) -> builder.stallThreshold(THRESHOLD));
	}

	private List<Gate> block(ManagedRegistry registry, String name, int count) {
		List<Gate> gates = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			gates.add(block(registry, name));
		}
		return gates;
	}

	private Gate block(ManagedRegistry registry, String name) {
		Gate gate = this.registries.gate();
		Collector.collect(registry.named(name).register(this.registries.referent(), gate));
		gate.awaitEntered();
		return gate;
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private static Worker worker(FinalizerRegistry view) {
		return view.statistics().worker();
	}

	private static List<RunningAction> stalled(FinalizerRegistry view) {
		return worker(view).stalled();
	}

}
