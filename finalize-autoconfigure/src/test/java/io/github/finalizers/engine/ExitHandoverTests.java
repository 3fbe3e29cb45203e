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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The worker hands over to the sweep, and the sweep to the close.
 */
class ExitHandoverTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C32 the worker finishes the action at hand and starts none: collected ones run in the sweep, in turn")
	void sweepWhenWorkerIsBusyShouldTakeOver() {
		ManagedRegistry registry = this.registries.open();
		Gate atHand = this.registries.gate();
		Finalizer<Void> busy = registry.register(this.registries.referent(), atHand);
		register(registry, "oldest");
		Finalizer<Void> collected = register(registry, "collected");
		register(registry, "newest");
		Collector.collect(busy);
		atHand.awaitEntered();
		Collector.collect(collected);
		Future<?> close = this.registries.elsewhere(registry::close);
		await().untilAsserted(() -> assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED));
		atHand.open();
		assertThat(close).succeedsWithin(Duration.ofSeconds(10));
		assertThat(atHand.wasInterrupted()).isFalse();
		assertThat(this.ran).containsExactly("newest by finalizers-exit", "collected by finalizers-exit",
				"oldest by finalizers-exit");
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2);
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(2);
	}

	@Test
	@DisplayName("C32 so do those that the worker had gathered already, and nothing stays pending")
	void sweepWhenWorkerHasGatheredShouldTakeOverAll() {
		ManagedRegistry registry = this.registries.open();
		Gate first = blockWorker(registry);
		Finalizer<Void> older = register(registry, "older");
		Finalizer<Void> newer = register(registry, "newer");
		Gate newest = this.registries.gate();
		Collector.collect(older, newer, registry.register(this.registries.referent(), newest));
		first.open();
		newest.awaitEntered();
		Future<?> close = this.registries.elsewhere(registry::close);
		await().untilAsserted(() -> assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED));
		newest.open();
		assertThat(close).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.ran).containsExactly("newer by finalizers-exit", "older by finalizers-exit");
		assertThat(registry.statistics().worker().pending()).isZero();
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(4);
	}

	@Test
	@DisplayName("C32 collected ones with the flag false run last")
	void sweepWhenCollectedOnesAreNotForExitShouldRunThemLast() {
		ManagedRegistry registry = this.registries.open();
		Gate atHand = blockWorker(registry);
		register(registry, "oldest");
		Finalizer<Void> collected = register(registry, "collected");
		collected.setAtExit(false);
		register(registry, "abandoned").setAtExit(false);
		register(registry, "newest");
		Collector.collect(collected);
		Future<?> close = this.registries.elsewhere(registry::close);
		await().untilAsserted(() -> assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED));
		atHand.open();
		assertThat(close).succeedsWithin(Duration.ofSeconds(10));
		assertThat(this.ran).containsExactly("newest by finalizers-exit", "oldest by finalizers-exit",
				"collected by finalizers-exit");
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(2);
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C32 other threads may register meanwhile: nothing is lost, and none runs twice")
	void sweepWhenOthersRegisterShouldLoseNothing() throws Exception {
		ManagedRegistry registry = this.registries.open();
		AtomicInteger registered = new AtomicInteger();
		AtomicInteger runs = new AtomicInteger();
		AtomicBoolean refused = new AtomicBoolean();
		Runnable registering = () -> {
			while (!refused.get()) {
				try {
					registry.named("t" + registered.get() % 3)
						.register(this.registries.referent(), runs::incrementAndGet);
					registered.incrementAndGet();
					LockSupport.parkNanos(10_000);
				}
				catch (IllegalStateException ex) {
					refused.set(true);
				}
			}
		};
		List<Future<?>> threads = List.of(this.registries.elsewhere(registering),
				this.registries.elsewhere(registering), this.registries.elsewhere(registering));
		await().until(() -> registered.get() > 1_000);
		registry.sweep();
		int whileOpen = registered.get();
		await().until(() -> registered.get() > whileOpen + 1_000);
		registry.close();
		for (Future<?> thread : threads) {
			assertThat(thread).succeedsWithin(Duration.ofSeconds(10));
		}
		assertThat(refused).isTrue();
		assertThat(registry.deadCount()).isEqualTo(registered.get());
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(runs.get());
		assertThat(runs.get() + registry.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(registered.get());
		assertThat(runs).hasValueGreaterThan(2_000);
	}

	@Test
	@DisplayName("C35 sweep leaves the registry open: what is registered since runs at close, newest first")
	void sweepWhenRegistrationsFollowShouldLeaveThemToClose() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "before");
		registry.sweep();
		assertThat(this.ran).containsExactly("before by finalizers-exit");
		Finalizer<Void> since = register(registry, "since");
		register(registry, "latest");
		assertThat(since.isAlive()).isTrue();
		registry.close();
		assertThat(this.ran).containsExactly("before by finalizers-exit", "latest by finalizers-exit",
				"since by finalizers-exit");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(3);
	}

	@Test
	@DisplayName("C35 after sweep a call still works, and collected ones wait for the close")
	void sweepWhenCollectionFollowsShouldLeaveItToClose() throws Exception {
		ManagedRegistry registry = this.registries.open();
		register(registry, "before");
		registry.sweep();
		Finalizer<Void> collected = register(registry, "collected");
		register(registry, "called").call();
		Collector.collect(collected);
		assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED);
		registry.close();
		assertThat(this.ran).containsExactly("before by finalizers-exit",
				"called by " + Thread.currentThread().getName(), "collected by finalizers-exit");
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C35 sweep again, and after the close, does nothing")
	void sweepWhenRepeatedShouldDoNothing() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "before");
		registry.sweep();
		Finalizer<Void> since = register(registry, "since");
		registry.sweep();
		assertThat(since.isAlive()).isTrue();
		assertThat(this.ran).hasSize(1);
		registry.close();
		registry.sweep();
		assertThat(this.ran).hasSize(2);
		assertThat(since.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C35 what is not to run at exit stays live after sweep, and is abandoned at close")
	void sweepWhenFlagIsFalseShouldLeaveItLive() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> kept = register(registry, "kept");
		kept.setAtExit(false);
		register(registry, "before");
		registry.sweep();
		assertThat(kept.isAlive()).isTrue();
		assertThat(registry.liveCount()).isEqualTo(1);
		registry.close();
		assertThat(kept.isAlive()).isFalse();
		assertThat(this.ran).containsExactly("before by finalizers-exit");
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C35 close without sweep, and close after an empty sweep, end the registry alike")
	void closeWhenNothingIsLeftShouldEnd() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "before");
		registry.sweep();
		registry.close();
		registry.close();
		assertThat(this.ran).hasSize(1);
		assertThatIllegalStateException().isThrownBy(() -> register(registry, "late"));
	}

	private Gate blockWorker(ManagedRegistry registry) {
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		return gate;
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state,
				(text) -> this.ran.add(text + " by " + Thread.currentThread().getName()));
	}

}
