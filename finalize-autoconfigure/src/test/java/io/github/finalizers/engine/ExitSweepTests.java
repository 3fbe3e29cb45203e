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

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class ExitSweepTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C28 all that are live run at close, newest first, across all names")
	void closeWhenManyAreLiveShouldRunNewestFirst() {
		ManagedRegistry registry = this.registries.open();
		for (int i = 0; i < 3000; i++) {
			register(registry.named("n" + i % 7), Integer.toString(i));
		}
		registry.close();
		assertThat(this.ran).isEqualTo(IntStream.range(0, 3000).mapToObj((i) -> Integer.toString(2999 - i)).toList());
		assertThat(this.registries.events.finalized()).hasSize(3000).allSatisfy((event) -> {
			assertThat(event.cause()).isEqualTo(FinalizerCause.EXIT);
			assertThat(event.thread()).startsWith("finalizers-exit");
			assertThat(event.duration()).isNotNull();
		});
	}

	@Test
	@DisplayName("C28 newest first holds across threads, where one registers before another")
	void closeWhenThreadsTookTurnsShouldRunNewestFirst() throws Exception {
		ManagedRegistry registry = this.registries.open();
		int threads = 4;
		CyclicBarrier turn = new CyclicBarrier(threads);
		List<Future<?>> all = new ArrayList<>();
		for (int t = 0; t < threads; t++) {
			int mine = t;
			all.add(this.registries.elsewhere(() -> IntStream.range(0, 400).forEach((i) -> {
				if (i % threads == mine) {
					register(registry.named("thread" + mine), Integer.toString(i));
				}
				await(turn);
			})));
		}
		for (Future<?> one : all) {
			one.get();
		}
		registry.close();
		assertThat(this.ran).isEqualTo(IntStream.range(0, 400).mapToObj((i) -> Integer.toString(399 - i)).toList());
	}

	@Test
	@DisplayName("C28 at each step the newest whose flag is true at that moment goes next, newer ones set late included")
	void closeWhenFlagIsSetByOlderShouldGoBackToNewest() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		AtomicReference<Finalizer<Void>> newest = new AtomicReference<>();
		registry.register(this.registries.referent(), newest, (reference) -> {
			this.ran.add("sets the flag");
			reference.get().setAtExit(true);
		});
		newest.set(register(registry, "newest"));
		newest.get().setAtExit(false);
		registry.close();
		assertThat(this.ran).containsExactly("sets the flag", "newest", "oldest");
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isZero();
	}

	@Test
	@DisplayName("C29 one created during the sweep is the next to run")
	void closeWhenActionRegistersShouldRunThatNext() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		registry.register(this.registries.referent(), () -> {
			this.ran.add("newest");
			registry.register(this.registries.referent(), () -> {
				this.ran.add("created");
				register(registry, "created by created");
			});
		});
		registry.close();
		assertThat(this.ran).containsExactly("newest", "created", "created by created", "oldest");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(4);
	}

	@Test
	@DisplayName("C30 a flag cleared, a detach, a call and a natural death of a pending one are honoured at its turn")
	void closeWhenActionChangesPendingOnesShouldHonourIt() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		Finalizer<Void> cleared = register(registry, "cleared");
		Finalizer<Void> detached = register(registry, "detached");
		Finalizer<Void> called = register(registry, "called");
		Finalizer<Void> collected = register(registry, "collected");
		register(registry, "second");
		registry.register(this.registries.referent(), () -> {
			this.ran.add("newest");
			cleared.setAtExit(false);
			assertThat(detached.detach()).isPresent();
			called.clean();
			Collector.collect(collected);
		});
		registry.close();
		assertThat(this.ran).containsExactly("newest", "called", "second", "collected", "oldest");
		assertThat(this.registries.events.failed()).isEmpty();
		assertThat(this.registries.events.causes()).containsExactlyInAnyOrder(FinalizerCause.DETACHED,
				FinalizerCause.CALLED, FinalizerCause.EXIT, FinalizerCause.EXIT, FinalizerCause.COLLECTED,
				FinalizerCause.EXIT, FinalizerCause.ABANDONED);
	}

	@ParameterizedTest
	@MethodSource("io.github.finalizers.engine.Thrown#ofEveryKind")
	@DisplayName("C31 whatever an action throws at exit is reported once, and the sweep goes on")
	void closeWhenActionThrowsShouldGoOn(Throwable thrown) {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		registry.named("images").register(this.registries.referent(), thrown, (throwable) -> {
			this.ran.add("throws");
			Thrown.fling(throwable);
		});
		register(registry, "newest");
		registry.close();
		assertThat(this.ran).containsExactly("newest", "throws", "oldest");
		assertThat(this.registries.events.failed())
			.containsExactly(new Events.Failed("images", FinalizerCause.EXIT, thrown));
		assertThat(this.registries.log.alarms()).filteredOn((line) -> line.thrown() == thrown)
			.singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("images"));
		assertThat(registry.statistics().failures()).isEqualTo(1);
		assertThat(this.registries.events.sweepsEnded()).singleElement().satisfies((result) -> {
			assertThat(result.ran()).isEqualTo(3);
			assertThat(result.failures()).isEqualTo(1);
			assertThat(result.clean()).isFalse();
		});
	}

	@Test
	@DisplayName("C33 referents still in use are finalized anyway, and are alive inside the action")
	void closeWhenReferentIsInUseShouldFinalizeIt() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		registry.register(referent, new WeakReference<>(referent),
				(reference) -> this.ran.add("alive: " + (reference.get() == referent)));
		registry.close();
		assertThat(this.ran).containsExactly("alive: true");
	}

	@Test
	@DisplayName("C33 who needs the referent longer clears the flag and calls later, but before the close has ended")
	void closeWhenFlagIsClearedShouldLeaveItToItsOwner() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> owned = register(registry, "by its owner");
		owned.setAtExit(false);
		register(registry, "swept");
		registry.sweep();
		assertThat(owned.isAlive()).isTrue();
		owned.clean();
		registry.close();
		assertThat(this.ran).containsExactly("swept", "by its owner");
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isZero();
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private static void await(CyclicBarrier turn) {
		try {
			turn.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
