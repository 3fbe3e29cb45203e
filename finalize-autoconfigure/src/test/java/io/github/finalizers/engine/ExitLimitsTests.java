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
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class ExitLimitsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C34 one that ignores the interrupt is left behind, logged with name and stack, and the rest still run")
	void closeWhenActionIgnoresInterruptShouldLeaveItBehind() {
		ManagedRegistry registry = open(Duration.ofMillis(200), Duration.ofSeconds(10));
		register(registry, "oldest");
		Gate gate = this.registries.stubbornGate();
		registry.named("hanging").register(this.registries.referent(), gate);
		register(registry, "newest");
		registry.close();
		assertThat(this.ran).containsExactly("newest", "oldest");
		assertThat(gate.wasInterrupted()).isTrue();
		assertThat(gate.isLeft()).isFalse();
		assertThat(result().leftBehind()).singleElement().satisfies((action) -> {
			assertThat(action.name()).isEqualTo("hanging");
			assertThat(action.thread()).isEqualTo(gate.thread().getName());
			assertThat(action.running()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
			assertThat(action.stack()).extracting(StackTraceElement::getMethodName).contains("blockedInTheGate");
		});
		assertThat(this.registries.log.alarmsAbout("blockedInTheGate")).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("hanging", "left behind"));
		assertThat(gate.thread().isDaemon()).isTrue();
		assertThat(this.registries.threads()).containsExactly(gate.thread());
		assertThat(result().ran()).isEqualTo(3);
		assertThat(registry.named("hanging").statistics().finished(FinalizerCause.EXIT)).isEqualTo(1);
	}

	@Test
	@DisplayName("C34 several that hang cost one limit each, not the whole budget")
	void closeWhenSeveralHangShouldRunTheRest() {
		ManagedRegistry registry = open(Duration.ofMillis(100), Duration.ofSeconds(10));
		for (int i = 0; i < 5; i++) {
			register(registry, "after " + i);
			registry.register(this.registries.referent(), this.registries.stubbornGate());
		}
		registry.close();
		assertThat(this.ran).containsExactly("after 4", "after 3", "after 2", "after 1", "after 0");
		assertThat(result().leftBehind()).hasSize(5);
		assertThat(result().duration()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
	}

	@Test
	@DisplayName("C34 the budget bounds the whole: what it does not reach is named, counted, dead, and never runs")
	void closeWhenBudgetIsSpentShouldNameTheUnreached() throws Exception {
		ManagedRegistry registry = open(Duration.ofMillis(300), Duration.ofSeconds(1));
		Finalizer<Void> oldest = register(registry.named("forgotten"), "oldest");
		register(registry.named("forgotten"), "second");
		for (int i = 0; i < 10; i++) {
			registry.named("slow").register(this.registries.referent(), () -> {
				this.ran.add("slow");
				spin(Duration.ofMillis(200));
			});
		}
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
		assertThat(this.ran).hasSizeBetween(2, 6).containsOnly("slow");
		int unreached = 12 - this.ran.size();
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(unreached);
		assertThat(result().unreached()).isEqualTo(unreached);
		assertThat(this.registries.log.alarmsAbout("forgotten")).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("unreached", "slow"));
		assertThat(oldest.isAlive()).isFalse();
		assertThat(oldest.call()).isNull();
		assertThat(this.ran).doesNotContain("oldest", "second");
	}

	@Test
	@DisplayName("C34 after a sweep that ran out of time, close starts no action any more")
	void closeWhenSweepRanOutShouldStartNothing() {
		ManagedRegistry registry = open(Duration.ofMillis(300), Duration.ofMillis(300));
		register(registry, "unreached");
		registry.register(this.registries.referent(), this.registries.stubbornGate());
		registry.sweep();
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(1);
		Finalizer<Void> since = register(registry, "since");
		assertThat(since.isAlive()).isTrue();
		registry.close();
		assertThat(this.ran).isEmpty();
		assertThat(since.isAlive()).isFalse();
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(2);
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(1);
	}

	@Test
	@DisplayName("C29 one that registers itself for ever starves nobody and does not hang the exit")
	void closeWhenActionRegistersItselfForEverShouldEnd() {
		ManagedRegistry registry = open(Duration.ofMillis(500), Duration.ofSeconds(1));
		AtomicInteger rounds = new AtomicInteger();
		for (int i = 0; i < 10; i++) {
			registry.register(this.registries.referent(), () -> this.ran.add(rounds.toString()));
		}
		Object referent = this.registries.referent();
		Runnable[] again = new Runnable[1];
		again[0] = () -> {
			rounds.incrementAndGet();
			registry.register(referent, again[0]);
		};
		registry.register(referent, again[0]);
		Future<?> close = this.registries.elsewhere(registry::close);
		assertThat(close).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.ran).hasSize(10).containsOnly("1001");
		assertThat(rounds).hasValueGreaterThan(1001);
		assertThat(registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(1);
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(10 + rounds.get());
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

	private static Duration spin(Duration duration) {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < duration.toNanos()) {
			Thread.onSpinWait();
		}
		return Duration.ofNanos(System.nanoTime() - begun);
	}

}
