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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The machine has no thread to give, for a while or for good, or takes its time.
 */
class ThreadStartTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final AtomicInteger refusals = new AtomicInteger();

	@Test
	@DisplayName("C24 if the worker cannot be started, register does not throw, and the next one tries again")
	void registerWhenWorkerCannotStartShouldTryAgain() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory(refusing(1)));
		Finalizer<Void> first = register(registry, "first");
		assertThat(this.refusals).hasValue(1);
		assertThat(this.registries.log.alarmsAbout("finalizers-worker")).isNotEmpty();
		Collector.collect(first);
		assertThat(this.ran).isEmpty();
		register(registry, "second");
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("first"));
		registry.close();
		assertThat(this.ran).containsExactly("first", "second");
	}

	@Test
	@DisplayName("C32 if no thread can be started at all, calls work, and the close runs everything itself")
	void closeWhenNoThreadCanStartShouldRunAll() throws Exception {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.threadFactory(refusing(Integer.MAX_VALUE)));
		register(registry, "oldest");
		Finalizer<Void> collected = register(registry, "collected");
		register(registry, "newest");
		register(registry, "called").call();
		Collector.collect(collected);
		registry.close();
		assertThat(this.ran).containsExactly("called", "newest", "collected", "oldest");
		assertThat(this.refusals).hasPositiveValue();
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
		assertThat(this.registries.log.alarms()).isNotEmpty();
	}

	@Test
	@DisplayName("C25 if no stand-in can be started, collected ones run all the same, and one can later")
	void collectedWhenStandInCannotStartShouldRun() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory((work) -> {
			Thread thread = new Thread(work);
			boolean worker = this.ran.isEmpty() && this.refusals.getAndIncrement() == 0;
			return (worker || this.ran.size() > 3) ? thread : refused(work);
		}));
		for (int i = 0; i < 6; i++) {
			Finalizer<Void> finalizer = register(registry, Integer.toString(i));
			int expected = i + 1;
			Collector.collect(finalizer);
			await().untilAsserted(() -> assertThat(this.ran).hasSize(expected));
		}
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(6);
	}

	@Test
	@DisplayName("C35 the close waits until the threads have ended, however long they take for it")
	void closeWhenThreadsEndSlowlyShouldWaitForThem() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory((work) -> new Thread(() -> {
			work.run();
			LockSupport.parkNanos(200_000_000);
			this.ran.add("ended");
		})));
		Collector.collect(register(registry, "collected"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("collected"));
		register(registry, "swept");
		registry.close();
		assertThat(this.registries.threads()).isEmpty();
		assertThat(this.ran).contains("swept", "ended");
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private ThreadFactory refusing(int times) {
		return (work) -> (this.refusals.get() < times) ? refused(work) : new Thread(work);
	}

	private Thread refused(Runnable work) {
		return new Thread(work) {

			@Override
			public void start() {
				ThreadStartTests.this.refusals.incrementAndGet();
				throw new OutOfMemoryError("unable to create native thread");
			}

		};
	}

}
