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

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the collector of this JVM brings about, for real.
 */
class GarbageCollectionTests {

	private static final AtomicReference<Object> RISEN = new AtomicReference<>();

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C21 a referent that dies is finalized, once, though the handle was dropped and nobody calls")
	void referentWhenItDiesShouldBeFinalized() {
		ManagedRegistry registry = this.registries.open();
		registry.register(new Object(), "collected", this.ran::add);
		Collector.collectUntil(() -> !this.ran.isEmpty());
		registry.close();
		assertThat(this.ran).containsExactly("collected");
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
	}

	@Test
	@DisplayName("limit: what nobody uses is collected while a thread waits for room")
	void registerWhenAtTheLimitShouldGoOnWithWhatIsCollected() {
		FinalizerRegistry tiles = this.registries
			.open((builder) -> builder.limit("tiles", FinalizerLimit.ofBytes(100).waitAtMost(Duration.ofHours(1)))
				.collectionInterval(Duration.ofMillis(10)))
			.named("tiles");
		for (int i = 0; i < 50; i++) {
			tiles.sized(10).register(new Object(), "collected", this.ran::add);
			assertThat(tiles.statistics().bytes()).isLessThanOrEqualTo(100);
		}
		assertThat(this.ran).hasSizeGreaterThanOrEqualTo(40);
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("C21 ten thousand that die are finalized once each, and one that lives is not")
	void referentsWhenManyDieShouldBeFinalizedOnceEach() {
		ManagedRegistry registry = this.registries.open();
		Object living = this.registries.referent();
		Finalizer<Void> alive = registry.register(living, "living", this.ran::add);
		Map<Integer, Integer> runs = new ConcurrentHashMap<>();
		for (int i = 0; i < 10_000; i++) {
			registry.register(new Object(), i, (id) -> runs.merge(id, 1, Integer::sum));
		}
		Collector.collectUntil(() -> registry.liveCount() == 1);
		await().untilAsserted(() -> assertThat(runs).hasSize(10_000));
		assertThat(runs.values()).containsOnly(1);
		assertThat(alive.isAlive()).isTrue();
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(10_000);
		Reference.reachabilityFence(living);
	}

	@Test
	@DisplayName("C16 a referent whose last other reference dies during register is registered safely")
	void referentWhenItDiesDuringRegisterShouldBeFinalized() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Map<Integer, Integer> runs = new ConcurrentHashMap<>();
		AtomicBoolean done = new AtomicBoolean();
		Future<?> collecting = this.registries.elsewhere(() -> {
			while (!done.get()) {
				System.gc();
			}
		});
		int count = 0;
		long enough = System.nanoTime() + 300_000_000L;
		while (System.nanoTime() < enough) {
			registry.register(new Object(), count++, (id) -> runs.merge(id, 1, Integer::sum));
			if (count % 1000 == 0) {
				LockSupport.parkNanos(1_000_000); // however fast it is, the results must
													// fit into memory
			}
		}
		done.set(true);
		collecting.get();
		Collector.collectUntil(() -> registry.liveCount() == 0);
		int registered = count;
		await().untilAsserted(() -> assertThat(runs).hasSize(registered));
		assertThat(runs.values()).containsOnly(1);
	}

	@Test
	@DisplayName("C22 several on one object all run, once each, when it dies")
	void referentWhenItHasSeveralShouldRunAll() {
		ManagedRegistry registry = this.registries.open();
		registerSeveral(registry);
		Collector.collectUntil(() -> this.ran.size() == 10);
		assertThat(this.ran)
			.containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
	}

	@Test
	@DisplayName("C26 a cycle of objects is collected, and each is finalized")
	void referentsWhenInCycleShouldBeFinalized() {
		ManagedRegistry registry = this.registries.open();
		registerCycle(registry);
		Collector.collectUntil(() -> this.ran.size() == 2);
		assertThat(this.ran).containsExactlyInAnyOrder("first", "second");
	}

	@Test
	@DisplayName("C26 an object that is reachable only through its own handle is finalized")
	void referentWhenItHoldsItsHandleShouldBeFinalized() {
		ManagedRegistry registry = this.registries.open();
		AtomicReference<Finalizer<Void>> handle = new AtomicReference<>();
		registerOwner(registry, handle);
		Collector.collectUntil(() -> !this.ran.isEmpty());
		assertThat(this.ran).containsExactly("owner");
		assertThat(handle.get().isAlive()).isFalse();
	}

	@Test
	@DisplayName("C26 weak and phantom references keep nothing; a soft one keeps until it is cleared")
	void referentWhenSoftlyReachableShouldBeFinalizedLater() {
		ManagedRegistry registry = this.registries.open();
		AtomicReference<Object> referent = new AtomicReference<>(new Object());
		registry.register(referent.get(), "collected", this.ran::add);
		SoftReference<Object> soft = new SoftReference<>(referent.get());
		WeakReference<Object> weak = new WeakReference<>(referent.get());
		PhantomReference<Object> phantom = new PhantomReference<>(referent.get(), new ReferenceQueue<>());
		referent.set(null);
		Collector.collectSomeTimes();
		// Shenandoah clears soft references whenever it is asked to collect.
		if (!Collector.isShenandoah()) {
			assertThat(this.ran).isEmpty();
			assertThat(soft.get()).isNotNull();
		}
		soft.clear();
		Collector.collectUntil(() -> !this.ran.isEmpty());
		assertThat(this.ran).containsExactly("collected");
		assertThat(weak.get()).isNull();
		Reference.reachabilityFence(phantom);
	}

	@Test
	@DisplayName("C26 an object that Object.finalize() resurrects has been finalized here already")
	void referentWhenResurrectedShouldBeFinalizedAlready() {
		ManagedRegistry registry = this.registries.open();
		registry.register(new Lazarus(), "finalized", this.ran::add);
		try {
			Collector.collectUntil(() -> !this.ran.isEmpty() && RISEN.get() != null);
			assertThat(this.ran).containsExactly("finalized");
			assertThat(RISEN.get()).isInstanceOf(Lazarus.class);
		}
		finally {
			RISEN.set(null);
		}
	}

	@Test
	@DisplayName("C27 an action that drops the last reference to another referent has that one finalized later")
	void referentWhenLastReferenceIsInStateShouldBeFinalizedLater() {
		ManagedRegistry registry = this.registries.open();
		AtomicReference<Object> first = new AtomicReference<>(new Object());
		AtomicReference<Object> second = new AtomicReference<>(new Object());
		registry.register(second.get(), "second", this.ran::add);
		registry.register(first.get(), second, (state) -> {
			this.ran.add("first");
			state.set(null);
		});
		Collector.collectSomeTimes();
		assertThat(this.ran).isEmpty();
		first.set(null);
		Collector.collectUntil(() -> this.ran.size() == 2);
		assertThat(this.ran).containsExactly("first", "second");
	}

	private void registerSeveral(ManagedRegistry registry) {
		Object referent = new Object();
		for (int i = 0; i < 10; i++) {
			registry.register(referent, Integer.toString(i), this.ran::add);
		}
	}

	private void registerCycle(ManagedRegistry registry) {
		Node first = new Node();
		Node second = new Node();
		first.other = second;
		second.other = first;
		registry.register(first, "first", this.ran::add);
		registry.register(second, "second", this.ran::add);
	}

	private void registerOwner(ManagedRegistry registry, AtomicReference<Finalizer<Void>> handle) {
		Node owner = new Node();
		Finalizer<Void> finalizer = registry.register(owner, "owner", this.ran::add);
		owner.other = finalizer;
		handle.set(finalizer);
	}

	private static final class Node {

		@SuppressWarnings("unused")
		private Object other;

	}

	private static final class Lazarus {

		@Override
		@SuppressWarnings({ "deprecation", "removal", "Finalize" })
		protected void finalize() {
			RISEN.set(this);
		}

	}

}
