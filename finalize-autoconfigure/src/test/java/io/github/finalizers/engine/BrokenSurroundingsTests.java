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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a registry is given from outside fails: the clock, the log, the listeners.
 */
class BrokenSurroundingsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final AtomicBoolean broken = new AtomicBoolean();

	@Test
	@DisplayName("C23 a clock that fails while the worker is at work costs no worker: the next collected one runs")
	void collectedWhenClockFailsShouldRunTheNext() {
		ManagedRegistry registry = open(this.broken::get);
		Finalizer<Void> first = registry.register(this.registries.referent(), () -> {
			this.broken.set(true);
			this.ran.add("first");
		});
		Finalizer<Void> second = register(registry, "second");
		Collector.collect(first);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("first"));
		Collector.collect(second);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("first", "second"));
		this.broken.set(false);
		Collector.collect(register(registry, "third"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("first", "second", "third"));
	}

	@Test
	@DisplayName("C35 a register whose clock fails returns normally, so that its finalizer is run and counted")
	void registerWhenClockFailsShouldReturnNormally() {
		ManagedRegistry registry = open(this.broken::get);
		this.broken.set(true);
		assertThat(register(registry, "registered").isAlive()).isTrue();
		this.broken.set(false);
		registry.close();
		assertThat(this.ran).containsExactly("registered");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(1);
	}

	@Test
	@DisplayName("C31 a clock that fails for a moment on the closing thread stops neither the sweep nor the close after it")
	void sweepWhenClockFailsShouldGoOn() {
		ManagedRegistry registry = this.registries.open(
				(builder) -> builder.clock(clock(() -> this.broken.getAndSet(false))).listener(new FinalizerListener() {

					@Override
					public void sweepBegun(long live) {
						BrokenSurroundingsTests.this.broken.set(true);
					}

				}));
		register(registry, "swept");
		registry.sweep();
		assertThat(this.ran).containsExactly("swept");
		this.registries.promptlyElsewhere(registry::close);
	}

	@Test
	@DisplayName("C34 a clock that fails on the sweep's thread makes no ended action look left behind")
	void closeWhenClockFailsOnSweepThreadShouldLeaveNothingBehind() {
		ManagedRegistry registry = open(
				() -> Thread.currentThread().getName().equals("finalizers-exit") && this.broken.getAndSet(false));
		register(registry, "older");
		registry.register(this.registries.referent(), () -> {
			this.broken.set(true);
			this.ran.add("newer");
		});
		registry.close();
		assertThat(this.ran).containsExactly("newer", "older");
		assertThat(result().leftBehind()).isEmpty();
		assertThat(result().clean()).isTrue();
	}

	@Test
	@DisplayName("C23 a log that throws stops neither the worker nor the sweep")
	void collectedWhenLogThrowsShouldRunTheNext() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.log((level, message, thrown) -> {
			throw new AssertionError(message);
		}));
		register(registry, "older");
		failing(registry, "fails at exit");
		register(registry, "newer");
		Collector.collect(failing(registry, "fails collected"));
		await().untilAsserted(() -> assertThat(registry.statistics().failures()).isEqualTo(1));
		Collector.collect(register(registry, "collected"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("fails collected", "collected"));
		registry.close();
		assertThat(this.ran).containsExactly("fails collected", "collected", "newer", "fails at exit", "older");
		assertThat(this.registries.events.failed()).hasSize(2);
	}

	@Test
	@DisplayName("C23 a listener that throws from every method is logged, and stops neither worker nor sweep nor others")
	void collectedWhenListenerThrowsShouldRunTheNext() {
		ManagedRegistry registry = this.registries
			.openPlain((builder) -> builder.listener(new Throwing()).listener(this.registries.events));
		register(registry, "older");
		failing(registry, "fails at exit");
		register(registry, "newer");
		Collector.collect(failing(registry, "fails collected"));
		await().untilAsserted(() -> assertThat(this.registries.events.finalized()).hasSize(1));
		Collector.collect(register(registry, "collected"));
		await().untilAsserted(() -> assertThat(this.registries.events.finalized()).hasSize(2));
		registry.close();
		assertThat(this.ran).containsExactly("fails collected", "collected", "newer", "fails at exit", "older");
		assertThat(this.registries.events.failed()).hasSize(2);
		assertThat(this.registries.events.finalized()).hasSize(5);
		assertThat(result().ran()).isEqualTo(3);
		assertThat(this.registries.log.alarmsAbout(Throwing.class.getTypeName())).hasSize(9);
	}

	@Test
	@DisplayName("C34 a clock that stands still while an action is interrupted does not hold up the close")
	void closeWhenClockStandsStillShouldLeaveBehind() {
		AtomicLong now = new AtomicLong();
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.clock(now::get).actionTimeout(Duration.ofMillis(100)));
		register(registry, "unreached");
		Gate gate = this.registries.stubbornGate();
		registry.register(this.registries.referent(), gate);
		Future<?> close = this.registries.elsewhere(registry::close);
		gate.awaitEntered();
		now.addAndGet(Duration.ofMinutes(1).toNanos());
		assertThat(close).succeedsWithin(Duration.ofSeconds(5));
		assertThat(result().leftBehind()).hasSize(1);
		assertThat(result().unreached()).isEqualTo(1);
		assertThat(this.ran).isEmpty();
	}

	private ManagedRegistry open(BooleanSupplier failing) {
		return this.registries.open((builder) -> builder.clock(clock(failing)));
	}

	private static LongSupplier clock(BooleanSupplier failing) {
		return () -> {
			if (failing.getAsBoolean()) {
				throw new IllegalStateException("clock");
			}
			return System.nanoTime();
		};
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private Finalizer<Void> failing(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, (text) -> {
			this.ran.add(text);
			throw new IllegalStateException(text);
		});
	}

	private SweepResult result() {
		return this.registries.events.sweepsEnded().get(0);
	}

	/**
	 * Throws whatever it is told.
	 */
	private static final class Throwing implements FinalizerListener {

		@Override
		public void finalized(String name, FinalizerCause cause, Duration duration) {
			throw new AssertionError("finalized");
		}

		@Override
		public void failed(String name, FinalizerCause cause, Throwable failure) {
			throw new AssertionError("failed");
		}

		@Override
		public void stalled(RunningAction action) {
			throw new AssertionError("stalled");
		}

		@Override
		public void sweepBegun(long live) {
			throw new AssertionError("begun");
		}

		@Override
		public void sweepEnded(SweepResult result) {
			throw new AssertionError("ended");
		}

	}

}
