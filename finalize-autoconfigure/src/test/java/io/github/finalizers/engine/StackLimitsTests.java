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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits of the exit, and what is reported, of stacks.
 */
class StackLimitsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C34 the budget bounds a stack, too: its older actions are not begun once the time is up, and are named")
	void closeWhenStackTakesLongerThanBudgetShouldEnd() {
		ManagedRegistry registry = open(Duration.ofMillis(400), Duration.ofMillis(400));
		FinalizerStack stack = registry.named("deep").newStack(this.registries.referent());
		for (int i = 0; i < 1000; i++) {
			stack.push(() -> {
				this.ran.add("ran");
				spin(Duration.ofMillis(20));
			});
		}
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
		assertThat(this.ran).hasSizeBetween(1, 100);
		assertThat(this.registries.log.alarmsAbout("older actions")).isNotEmpty()
			.allSatisfy((line) -> assertThat(line.message()).contains("deep"));
		assertThat(this.registries.events.sweepsEnded()).singleElement()
			.satisfies((result) -> assertThat(result.clean()).isFalse());
		int soFar = this.ran.size();
		await().untilAsserted(() -> assertThat(this.registries.threads()).isEmpty());
		assertThat(this.ran).hasSize(soFar);
	}

	@Test
	@DisplayName("C31 what the newer actions of a stack threw is reported, although an older one is left behind")
	void closeWhenNewerFailsAndOlderHangsShouldReportIt() {
		ManagedRegistry registry = open(Duration.ofMillis(300), Duration.ofSeconds(10));
		Gate gate = this.registries.stubbornGate();
		IllegalStateException oldest = new IllegalStateException("oldest");
		IllegalStateException newest = new IllegalStateException("newest");
		FinalizerStack stack = registry.named("deep").newStack(this.registries.referent());
		stack.push(oldest, Thrown::fling);
		stack.push(gate);
		stack.push(newest, Thrown::fling);
		registry.sweep();
		assertThat(this.registries.events.failed()).containsExactly(
				new Events.Failed("deep", FinalizerCause.EXIT, newest),
				new Events.Failed("deep", FinalizerCause.EXIT, oldest));
		assertThat(registry.statistics().failures()).isEqualTo(2);
		gate.open();
		await().untilAsserted(() -> assertThat(this.registries.threads()).isEmpty());
		assertThat(registry.statistics().failures()).as("reported once").isEqualTo(2);
		assertThat(this.registries.events.failed()).hasSize(2);
	}

	@Test
	@DisplayName("C34 an action of a stack that hangs is not run again, though there was no memory to note its begin")
	void closeWhenMemoryIsShortBetweenActionsShouldRunEachOnce() {
		AtomicBoolean isShort = new AtomicBoolean();
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(Duration.ofMillis(300)).clock(() -> {
				if (Thread.currentThread().getName().equals("finalizers-exit") && isShort.getAndSet(false)) {
					throw new OutOfMemoryError("for the test");
				}
				return System.nanoTime();
			}));
		Gate gate = this.registries.stubbornGate();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(() -> this.ran.add("oldest"));
		stack.push(() -> {
			this.ran.add("hangs");
			gate.run();
		});
		stack.push(() -> {
			this.ran.add("newest");
			isShort.set(true);
		});
		registry.sweep();
		assertThat(isShort).as("memory was short").isFalse();
		assertThat(this.ran).containsExactly("newest", "hangs", "oldest");
		assertThat(this.registries.events.sweepsEnded()).singleElement()
			.satisfies((result) -> assertThat(result.leftBehind()).hasSize(1));
	}

	@Test
	@DisplayName("C34 a stack that hangs twice counts once, and each of its actions that hang is told of")
	void closeWhenTwoActionsOfStackHangShouldCountOne() {
		ManagedRegistry registry = open(Duration.ofMillis(100), Duration.ofSeconds(10));
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(() -> this.ran.add("oldest"));
		stack.push(this.registries.stubbornGate());
		stack.push(this.registries.stubbornGate());
		registry.sweep();
		assertThat(this.ran).containsExactly("oldest");
		assertThat(this.registries.events.sweepsEnded()).singleElement().satisfies((result) -> {
			assertThat(result.ran()).isEqualTo(1);
			assertThat(result.leftBehind()).hasSize(2);
		});
	}

	@Test
	@DisplayName("C34 what runs after the rest of a stack that was left behind has all of its own time")
	void closeWhenRestOfStackTakesLongShouldLeaveTheNextItsTime() {
		ManagedRegistry registry = open(Duration.ofMillis(500), Duration.ofSeconds(10));
		registry.register(this.registries.referent(), () -> spin(Duration.ofMillis(300)));
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(() -> spin(Duration.ofMillis(300)));
		stack.push(this.registries.stubbornGate());
		registry.sweep();
		assertThat(this.registries.events.sweepsEnded()).singleElement().satisfies((result) -> {
			assertThat(result.ran()).isEqualTo(2);
			assertThat(result.leftBehind()).hasSize(1);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	@DisplayName("C34 wherever the time runs out: a stack that counts as run has run its newest action at least")
	void closeWhenTimeRunsOutShouldRunNewestOrNothing(int reads) {
		AtomicInteger left = new AtomicInteger(reads);
		ManagedRegistry registry = this.registries.open((builder) -> builder.clock(() -> System.nanoTime()
				+ ((isExitThread() && left.getAndDecrement() <= 0) ? Duration.ofHours(1).toNanos() : 0)));
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(() -> this.ran.add("older"));
		stack.push(() -> this.ran.add("newest"));
		registry.close();
		boolean reached = registry.statistics().finished(FinalizerCause.EXIT) == 1;
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(reached ? 0 : 1);
		assertThat(this.ran.contains("newest")).isEqualTo(reached);
	}

	private static boolean isExitThread() {
		return Thread.currentThread().getName().equals("finalizers-exit");
	}

	private ManagedRegistry open(Duration actionTimeout, Duration exitTimeout) {
		return this.registries.open((builder) -> builder.actionTimeout(actionTimeout).exitTimeout(exitTimeout));
	}

	private static void spin(Duration duration) {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < duration.toNanos()) {
			Thread.onSpinWait();
		}
	}

}
