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

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FlagAndIdentityTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C11 atExit is true by default, and false skips the exit sweep only")
	void atExitWhenFalseShouldSkipSweepOnly() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> called = register(registry, "called");
		Finalizer<Void> collected = register(registry, "collected");
		Finalizer<Void> abandoned = register(registry, "abandoned");
		Finalizer<Void> swept = register(registry, "swept");
		assertThat(swept.isAtExit()).isTrue();
		for (Finalizer<Void> finalizer : List.of(called, collected, abandoned)) {
			assertThat(finalizer.isAtExit()).isTrue();
			finalizer.setAtExit(false);
			assertThat(finalizer.isAtExit()).isFalse();
			assertThat(finalizer.isAlive()).isTrue();
		}
		called.call();
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("called", "collected"));
		registry.close();
		assertThat(this.ran).containsExactly("called", "collected", "swept");
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C11 the flag can be set back to true")
	void atExitWhenSetBackShouldRunAtExit() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = register(registry, "swept");
		finalizer.setAtExit(false);
		finalizer.setAtExit(true);
		assertThat(finalizer.isAtExit()).isTrue();
		registry.close();
		assertThat(this.ran).containsExactly("swept");
	}

	@Test
	@DisplayName("C11 on a dead finalizer the flag reads false and setting it does nothing")
	void atExitWhenDeadShouldBeFalse() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> called = register(registry, "called");
		Finalizer<Void> detached = register(registry, "detached");
		called.call();
		detached.detach();
		for (Finalizer<Void> dead : List.of(called, detached)) {
			assertThat(dead.isAtExit()).isFalse();
			dead.setAtExit(true);
			assertThat(dead.isAtExit()).isFalse();
			assertThat(dead.isAlive()).isFalse();
		}
		registry.close();
		assertThat(this.ran).containsExactly("called");
	}

	@Test
	@DisplayName("C11 a name can be configured to begin with false, which holds for that name alone")
	void atExitWhenNameIsConfiguredShouldBeginSo() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name("caches", false));
		Finalizer<Void> cache = registry.named("caches").register(this.registries.referent(), "cache", this.ran::add);
		Finalizer<Void> other = registry.named("files").register(this.registries.referent(), "file", this.ran::add);
		assertThat(cache.isAtExit()).isFalse();
		assertThat(other.isAtExit()).isTrue();
		registry.close();
		assertThat(this.ran).containsExactly("file");
		assertThat(registry.named("caches").statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C11 setting the flag is atomic with the claim: cleared on a live one, it is not run at exit")
	void atExitWhenClearedDuringSweepShouldBeHonoured() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Set<Integer> swept = ConcurrentHashMap.newKeySet();
		List<Finalizer<Void>> finalizers = IntStream.range(0, 20_000)
			.mapToObj((i) -> registry.register(this.registries.referent(), i, swept::add))
			.toList();
		Gate newest = this.registries.gate();
		registry.register(this.registries.referent(), newest);
		Future<?> close = this.registries.elsewhere(registry::close);
		newest.awaitEntered();
		Set<Integer> spared = new HashSet<>();
		for (int i = 0; i < 19_000; i++) {
			if (i == 1_000) {
				newest.open();
			}
			finalizers.get(i).setAtExit(false);
			if (finalizers.get(i).isAlive()) {
				spared.add(i);
			}
		}
		close.get();
		assertThat(spared).hasSizeGreaterThanOrEqualTo(1_000);
		assertThat(swept).hasSizeGreaterThanOrEqualTo(1_000);
		assertThat(Collections.disjoint(swept, spared)).isTrue();
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(swept.size() + 1);
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(20_000 - swept.size());
	}

	@Test
	@DisplayName("C12 toString tells live or dead, the name and the types")
	void toStringWhenLiveAndDeadShouldTell() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = registry.named("images")
			.register(this.registries.keep(new StringBuilder()), Map.of(), new Hostile.Action());
		assertThat(finalizer.toString()).contains("live", "images", "java.lang.StringBuilder", "Hostile", "Map")
			.doesNotContain("dead");
		Binding binding = finalizer.detach().orElseThrow();
		assertThat(binding.toString()).contains("java.lang.StringBuilder", "Hostile", "Map");
		assertThat(finalizer.toString()).contains("dead", "images").doesNotContain("live");
	}

	@Test
	@DisplayName("C12 equality is identity: what is bound alike is not equal")
	void equalsWhenBoundAlikeShouldBeIdentity() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		Runnable action = () -> {
		};
		Finalizer<Void> first = registry.register(referent, action);
		Finalizer<Void> second = registry.register(referent, action);
		List<Finalizer<Void>> both = List.of(first, second);
		assertThat(first.equals(both.get(0))).isTrue();
		assertThat(first).isNotEqualTo(second);
		assertThat(both.indexOf(second)).isEqualTo(1);
		assertThat(first.peek()).isEqualTo(second.peek()).hasSameHashCodeAs(second.peek());
		assertThat(Set.of(first, second)).hasSize(2);
	}

	@Test
	@DisplayName("C12 a binding is equal by the identity of its parts, not by their equals")
	void bindingEqualsWhenPartsAreEqualShouldBeByIdentity() {
		Object referent = new Object();
		Runnable action = () -> {
		};
		String state = new String("state");
		Binding binding = new Binding(referent, action, state);
		assertThat(binding).isEqualTo(new Binding(referent, action, state))
			.hasSameHashCodeAs(new Binding(referent, action, state))
			.isNotEqualTo(new Binding(referent, action, new String("state")))
			.isNotEqualTo(new Binding(null, action, state))
			.isNotEqualTo(null);
	}

	@Test
	@DisplayName("C12 no method of referent, action or state is called for any of it")
	void methodsWhenObjectsAreHostileShouldNotCallThem() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Hostile referent = new Hostile();
		Hostile state = new Hostile();
		Hostile.Action action = new Hostile.Action();
		Finalizer<Void> called = registry.register(referent, (Runnable) action);
		Finalizer<Void> detached = registry.<Object>register(referent, state, action);
		Finalizer<Void> collected = registry.<Object>register(referent, state, action);
		FinalizerStack stack = registry.newStack(referent);
		stack.push((Runnable) action);
		stack.<Object>push(state, action);
		for (Finalizer<Void> finalizer : List.of(called, detached, collected, stack)) {
			Binding binding = finalizer.peek().orElseThrow();
			assertThat(finalizer.peek().orElseThrow().equals(binding)).isTrue();
			assertThat(binding.hashCode()).isEqualTo(finalizer.peek().orElseThrow().hashCode());
			assertThat(binding.toString() + finalizer).contains("Hostile");
			assertThat(finalizer.equals(called)).isEqualTo(finalizer == called);
		}
		registry.listing(10);
		called.call();
		assertThat(detached.detach().orElseThrow().toString()).contains("Hostile");
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(action.runs).hasValue(2));
		registry.close();
		assertThat(action.runs).hasValue(4);
		assertThat(referent.calls.get() + state.calls.get() + action.calls.get()).isZero();
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

}
