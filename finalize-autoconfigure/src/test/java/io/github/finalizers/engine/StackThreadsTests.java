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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Stacks that block, hang, or are used by several threads.
 */
class StackThreadsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C25 a blocked action of a stack holds up its own stack only")
	void stackWhenActionBlocksShouldHoldUpItself() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.stallThreshold(Duration.ofMillis(100)));
		FinalizerStack stack = stack(registry, "older");
		Gate gate = this.registries.gate();
		stack.push(gate);
		Finalizer<Void> other = registry.register(this.registries.referent(), "other", this.ran::add);
		Collector.collect(stack);
		gate.awaitEntered();
		Collector.collect(other);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("other"));
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("other", "older"));
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2);
	}

	@Test
	@DisplayName("C34 at exit, once a hanging action of a stack is left behind, the older ones run, once")
	void closeWhenActionOfStackHangsShouldRunTheOlder() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(Duration.ofMillis(200)).exitTimeout(Duration.ofSeconds(10)));
		registry.register(this.registries.referent(), "oldest", this.ran::add);
		FinalizerStack stack = stack(registry, "a", "b");
		Gate gate = this.registries.stubbornGate();
		stack.push(gate);
		stack.push("top", this.ran::add);
		registry.close();
		assertThat(this.ran).containsExactly("top", "b", "a", "oldest");
		gate.open();
		gate.awaitLeft();
		await().untilAsserted(() -> assertThat(this.registries.threads()).isEmpty());
		assertThat(this.ran).containsExactly("top", "b", "a", "oldest");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(2);
	}

	@Test
	@DisplayName("C34 so do the older ones of a collected stack that hangs on the worker, and be it the last thing to do")
	void closeWhenStackHangsOnWorkerShouldRunTheOlder() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(Duration.ofMillis(200)).exitTimeout(Duration.ofSeconds(10)));
		FinalizerStack stack = stack(registry, "a", "b");
		Gate gate = this.registries.stubbornGate();
		stack.push(gate);
		Collector.collect(stack);
		gate.awaitEntered();
		registry.close();
		assertThat(this.ran).containsExactly("b", "a");
		gate.open();
		gate.awaitLeft();
		await().untilAsserted(() -> assertThat(this.registries.threads()).isEmpty());
		assertThat(this.ran).containsExactly("b", "a");
	}

	@Test
	@DisplayName("C24 an action of a stack that leaves the worker interrupted does not interrupt the next one on it")
	void stackWhenActionInterruptsItselfShouldNotReachTheNext() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(() -> this.ran.add("interrupted: " + Thread.currentThread().isInterrupted()));
		stack.push(() -> Thread.currentThread().interrupt());
		Collector.collect(stack);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("interrupted: false"));
	}

	@Test
	@DisplayName("C5 a push while another thread calls is run or refused, never lost")
	void pushWhenOtherThreadCallsShouldBeRunOrRefused() throws Exception {
		ManagedRegistry registry = this.registries.open();
		for (int round = 0; round < 500; round++) {
			AtomicInteger runs = new AtomicInteger();
			FinalizerStack stack = registry.newStack(this.registries.referent());
			Future<?> call = this.registries.elsewhere(stack::clean);
			int pushed = 0;
			try {
				while (pushed < 100_000) {
					stack.push(runs::incrementAndGet);
					pushed++;
				}
			}
			catch (IllegalStateException ex) {
				// The stack is dead: what was pushed until then is run.
			}
			call.get();
			assertThat(runs).hasValue(pushed);
		}
	}

	private FinalizerStack stack(ManagedRegistry registry, String... states) {
		FinalizerStack stack = registry.newStack(this.registries.referent());
		for (String state : states) {
			stack.push(state, this.ran::add);
		}
		return stack;
	}

}
