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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DetachAndPeekTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final FinalizerAction<String> action = this.ran::add;

	@Test
	@DisplayName("C7 a detached action never runs, neither by collection nor at exit, and the caller gets it whole")
	void detachWhenLiveShouldTakeActionAway() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		Finalizer<Void> detached = registry.register(referent, "detached", this.action);
		Finalizer<Void> collected = register(registry, "collected");
		register(registry, "swept");
		assertThat(detached.detach()).contains(new Binding(referent, this.action, "detached"));
		assertThat(detached.isAlive()).isFalse();
		assertThat(detached.call()).isNull();
		Collector.offer(detached);
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("collected"));
		registry.close();
		assertThat(this.ran).containsExactly("collected", "swept");
		assertThat(registry.statistics().finished(FinalizerCause.DETACHED)).isEqualTo(1);
		assertThat(this.registries.events.causes()).containsExactly(FinalizerCause.DETACHED, FinalizerCause.COLLECTED,
				FinalizerCause.EXIT);
	}

	@Test
	@DisplayName("C7 detach is empty once the action has run, is running, or was abandoned")
	void detachWhenTooLateShouldBeEmpty() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> called = register(registry, "called");
		called.call();
		assertThat(called.detach()).isEmpty();
		Gate gate = this.registries.gate();
		Finalizer<Void> running = registry.register(this.registries.referent(), gate);
		Collector.collect(running);
		gate.awaitEntered();
		assertThat(running.detach()).isEmpty();
		gate.open();
		Finalizer<Void> abandoned = register(registry, "abandoned");
		abandoned.setAtExit(false);
		registry.close();
		assertThat(abandoned.detach()).isEmpty();
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
		assertThat(registry.statistics().finished(FinalizerCause.DETACHED)).isZero();
		assertThat(this.ran).containsExactly("called");
	}

	@Test
	@DisplayName("C8 detach twice, after a call and after collection is empty, and so is peek")
	void detachAndPeekWhenDeadShouldBeEmpty() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> detached = register(registry, "detached");
		Finalizer<Void> called = register(registry, "called");
		Finalizer<Void> collected = register(registry, "collected");
		assertThat(List.of(detached, called, collected)).allSatisfy((live) -> assertThat(live.peek()).isPresent());
		assertThat(detached.detach()).isPresent();
		called.call();
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("called", "collected"));
		assertThat(List.of(detached, called, collected)).allSatisfy((dead) -> {
			assertThat(dead.detach()).isEmpty();
			assertThat(dead.peek()).isEmpty();
		});
	}

	@Test
	@DisplayName("C8 peek shows what the finalizer is bound to and changes nothing")
	void peekWhenLiveShouldChangeNothing() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		Finalizer<Void> finalizer = registry.register(referent, "peeked", this.action);
		Binding binding = finalizer.peek().orElseThrow();
		assertThat(binding.referent()).isSameAs(referent);
		assertThat(binding.action()).isSameAs(this.action);
		assertThat(binding.state()).isEqualTo("peeked");
		assertThat(finalizer.peek()).contains(binding);
		assertThat(finalizer.isAlive()).isTrue();
		assertThat(registry.liveCount()).isEqualTo(1);
		finalizer.clean();
		assertThat(this.ran).containsExactly("peeked");
	}

	@Test
	@DisplayName("C9 peek prolongs nothing: once the binding is dropped, the referent is collected")
	void peekWhenBindingIsDroppedShouldNotKeepReferent() {
		ManagedRegistry registry = this.registries.open();
		AtomicReference<Object> referent = new AtomicReference<>(new Object());
		Finalizer<Void> finalizer = registry.register(referent.get(), "collected", this.action);
		AtomicReference<Binding> binding = new AtomicReference<>(finalizer.peek().orElseThrow());
		referent.set(null);
		Collector.collectSomeTimes();
		assertThat(binding.get().referent()).as("kept by the binding").isNotNull();
		assertThat(finalizer.isAlive()).isTrue();
		assertThat(this.ran).isEmpty();
		binding.set(null);
		Collector.collectUntil(() -> !this.ran.isEmpty());
		assertThat(this.ran).containsExactly("collected");
	}

	@Test
	@DisplayName("C10 between 'referent cleared' and 'claimed' a finalizer is live: peek shows it, without the referent")
	void peekWhenClearedAndNotClaimedShouldShowIt() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = blockWorker(registry);
		Finalizer<Void> waiting = register(registry, "waiting");
		Collector.collect(waiting);
		assertThat(waiting.isAlive()).isTrue();
		assertThat(waiting.isAtExit()).isTrue();
		assertThat(waiting.peek()).contains(new Binding(null, this.action, "waiting"));
		assertThat(waiting.toString()).contains("live");
		assertThat(this.ran).isEmpty();
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("waiting"));
		await().untilAsserted(() -> assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2));
	}

	@Test
	@DisplayName("C10 there a call runs it")
	void callWhenClearedAndNotClaimedShouldRunIt() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Gate gate = blockWorker(registry);
		Finalizer<String> waiting = registry.registerCallable(this.registries.referent(), () -> "called");
		Finalizer<Void> next = register(registry, "next");
		Collector.collect(waiting, next);
		assertThat(waiting.call()).isEqualTo("called");
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
		await().untilAsserted(() -> assertThat(registry.deadCount()).isEqualTo(3));
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2);
	}

	@Test
	@DisplayName("C10 there detach wins, and the action never runs")
	void detachWhenClearedAndNotClaimedShouldWin() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = blockWorker(registry);
		Finalizer<Void> waiting = register(registry, "waiting");
		Finalizer<Void> older = register(registry, "next");
		Collector.collect(waiting, older);
		assertThat(waiting.detach()).contains(new Binding(null, this.action, "waiting"));
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
		registry.close();
		assertThat(this.ran).containsExactly("next");
		assertThat(registry.statistics().finished(FinalizerCause.DETACHED)).isEqualTo(1);
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.action);
	}

	private Gate blockWorker(ManagedRegistry registry) {
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		return gate;
	}

}
