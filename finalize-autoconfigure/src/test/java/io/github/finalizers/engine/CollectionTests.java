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
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CollectionTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C21 a collected referent's action runs once, without any call, on the worker")
	void collectedWhenLiveShouldRunOnceOnWorker() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = register(registry.named("images"), "collected");
		Collector.collect(finalizer);
		await()
			.untilAsserted(() -> assertThat(this.registries.events.finalized()).singleElement().satisfies((event) -> {
				assertThat(event.name()).isEqualTo("images");
				assertThat(event.cause()).isEqualTo(FinalizerCause.COLLECTED);
				assertThat(event.duration()).isNotNull().isGreaterThanOrEqualTo(Duration.ZERO);
				assertThat(event.thread()).startsWith("finalizers-worker");
			}));
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(finalizer.call()).isNull();
		registry.close();
		assertThat(this.ran).containsExactly("collected");
		assertThat(registry.named("images").statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C21 a result is dropped when collection runs the action")
	void collectedWhenCallableShouldDropResult() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Boolean> finalizer = registry.registerCallable(this.registries.referent(), "ran", this.ran::add);
		Collector.collect(finalizer);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("ran"));
		assertThat(finalizer.call()).isNull();
	}

	@Test
	@DisplayName("C22 several that are collected together run newest first")
	void collectedWhenTogetherShouldRunNewestFirst() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		Object referent = this.registries.referent();
		List<Finalizer<Void>> finalizers = IntStream.range(0, 100)
			.mapToObj((i) -> registry.named("n" + i % 3).register(referent, "" + i, this.ran::add))
			.toList();
		IntStream.range(0, 100).map((i) -> (i * 37) % 100).forEach((i) -> Collector.collect(finalizers.get(i)));
		assertThat(this.ran).isEmpty();
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).hasSize(100));
		assertThat(this.ran).isEqualTo(IntStream.range(0, 100).mapToObj((i) -> "" + (99 - i)).toList());
	}

	@ParameterizedTest
	@MethodSource("io.github.finalizers.engine.Thrown#ofEveryKind")
	@DisplayName("C23 whatever an action throws is reported once, with the name and the cause, and the others run")
	void collectedWhenActionThrowsShouldReportAndGoOn(Throwable thrown) {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> failing = registry.named("images").register(this.registries.referent(), thrown, (throwable) -> {
			this.threads.add(Thread.currentThread());
			Thrown.fling(throwable);
		});
		Finalizer<Void> next = registry.register(this.registries.referent(),
				() -> this.threads.add(Thread.currentThread()));
		Collector.collect(failing);
		await().untilAsserted(() -> assertThat(this.registries.events.causes()).hasSize(1));
		Collector.collect(next);
		await().untilAsserted(() -> assertThat(this.registries.events.causes()).hasSize(2));
		assertThat(this.threads).hasSize(2);
		assertThat(this.threads.get(1)).isSameAs(this.threads.get(0));
		assertThat(this.registries.events.failed())
			.containsExactly(new Events.Failed("images", FinalizerCause.COLLECTED, thrown));
		assertThat(this.registries.log.alarmsAbout("images")).singleElement()
			.satisfies((line) -> assertThat(line.thrown()).isSameAs(thrown));
		assertThat(registry.statistics().failures()).isEqualTo(1);
		assertThat(registry.named("images").statistics().failures()).isEqualTo(1);
		assertThat(registry.named("images").statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C23 a stack that really overflows harms nobody else")
	void collectedWhenStackOverflowsShouldGoOn() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> failing = registry.register(this.registries.referent(), 0L, CollectionTests::recurse);
		Finalizer<Void> next = register(registry, "next");
		Collector.collect(failing);
		Collector.collect(next);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
		await().untilAsserted(() -> assertThat(this.registries.events.failed()).singleElement()
			.satisfies((failed) -> assertThat(failed.failure()).isInstanceOf(StackOverflowError.class)));
	}

	@Test
	@DisplayName("C23 a listener that throws is logged, the other listeners are told, and the worker lives")
	void collectedWhenListenerThrowsShouldGoOn() {
		Events second = new Events();
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.listener(new ThrowingListener()).listener(second));
		Finalizer<Void> failing = registry.register(this.registries.referent(), () -> {
			throw new IllegalStateException("failed");
		});
		Collector.collect(failing);
		await().untilAsserted(() -> assertThat(second.causes()).containsExactly(FinalizerCause.COLLECTED));
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(second.causes()).hasSize(2));
		registry.register(this.registries.referent(), "called", this.ran::add).clean();
		registry.close();
		assertThat(this.ran).containsExactly("next", "called");
		assertThat(second.failed()).hasSize(1);
		assertThat(second.sweepsEnded()).hasSize(1);
		assertThat(this.registries.log.alarmsAbout("listener's own")).isNotEmpty();
	}

	@Test
	@DisplayName("C23 a log sink that throws harms nobody")
	void collectedWhenLogSinkThrowsShouldGoOn() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.log((level, message, thrown) -> {
			throw new AssertionError("sink's own");
		}));
		Collector.collect(registry.register(this.registries.referent(), () -> {
			throw new IllegalStateException("failed");
		}));
		await().untilAsserted(() -> assertThat(this.registries.events.failed()).hasSize(1));
		Collector.collect(register(registry, "next"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("next"));
	}

	private Finalizer<Void> register(FinalizerRegistry view, String state) {
		return view.register(this.registries.referent(), state, this.ran::add);
	}

	private static long recurse(long depth) {
		return (depth < 0) ? depth : recurse(depth + 1) + depth;
	}

	private static final class ThrowingListener implements FinalizerListener {

		@Override
		public void finalized(String name, FinalizerCause cause, Duration duration) {
			throw new IllegalStateException("listener's own");
		}

		@Override
		public void failed(String name, FinalizerCause cause, Throwable failure) {
			throw new AssertionError("listener's own");
		}

		@Override
		public void sweepBegun(long live) {
			throw new StackOverflowError("listener's own");
		}

		@Override
		public void sweepEnded(SweepResult result) {
			throw new IllegalStateException("listener's own");
		}

	}

}
