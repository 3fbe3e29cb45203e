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

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkerTests {

	private static final InheritableThreadLocal<String> INHERITABLE = new InheritableThreadLocal<>();

	@RegisterExtension
	final Registries registries = new Registries();

	private final ClassLoader loader = new URLClassLoader(new URL[0]);

	private final List<Found> found = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C24 there is no thread before the first registration, one daemon from then on, none after the close")
	void threadsWhenRegistryLivesShouldBeOne() {
		ManagedRegistry registry = this.registries.open();
		registry.named("images");
		assertThat(this.registries.threads()).isEmpty();
		assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.NOT_STARTED);
		for (int i = 0; i < 10; i++) {
			registry.register(this.registries.referent(), this.found::clear);
		}
		assertThat(this.registries.threads()).singleElement().satisfies((worker) -> {
			assertThat(worker.isDaemon()).isTrue();
			assertThat(worker.getName()).isEqualTo("finalizers-worker");
		});
		await().untilAsserted(() -> assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.WAITING));
		registry.close();
		assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED);
		assertThat(this.registries.threads()).isEmpty();
	}

	@Test
	@DisplayName("C24 a registry that was never used closes without ever having started a thread")
	void closeWhenNothingWasRegisteredShouldEnd() {
		AtomicInteger started = new AtomicInteger();
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory((work) -> new Thread(work) {

			@Override
			public synchronized void start() {
				started.incrementAndGet();
				super.start();
			}

		}));
		registry.close();
		assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED);
		assertThat(started).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("C24 the next action finds a clean thread, whatever the last one left behind, on worker and sweep thread")
	void threadWhenActionLeavesItDirtyShouldBeCleanForNext(boolean collected) {
		ManagedRegistry registry = this.registries.open((builder) -> builder.classLoader(this.loader));
		List<Runnable> dirt = List.of(() -> Thread.currentThread().interrupt(),
				() -> Thread.currentThread().setName("renamed"),
				() -> Thread.currentThread().setPriority(Thread.MAX_PRIORITY),
				() -> Thread.currentThread().setContextClassLoader(null));
		dirt.forEach((leave) -> {
			Finalizer<Void> finalizer = registry.register(this.registries.referent(), () -> {
				this.found.add(look());
				leave.run();
			});
			if (collected) {
				int before = this.found.size();
				Collector.collect(finalizer);
				await().until(() -> this.found.size() > before);
			}
		});
		Finalizer<Void> last = registry.register(this.registries.referent(), () -> this.found.add(look()));
		if (collected) {
			Collector.collect(last);
			await().until(() -> this.found.size() == dirt.size() + 1);
		}
		registry.close();
		assertThat(this.found).hasSize(dirt.size() + 1);
		Thread thread = this.found.get(0).thread;
		String name = collected ? "finalizers-worker" : "finalizers-exit";
		assertThat(this.found).containsOnly(new Found(thread, name, Thread.NORM_PRIORITY, this.loader, false, null));
	}

	@Test
	@DisplayName("C24 nothing of the thread that registers first, or closes, reaches the threads of the registry")
	void threadWhenRegistrantHasThreadLocalsShouldNotInheritThem() throws Exception {
		ManagedRegistry registry = this.registries.open((builder) -> builder.classLoader(this.loader));
		Thread registrant = new Thread(() -> {
			INHERITABLE.set("secret");
			Thread.currentThread().setPriority(Thread.MAX_PRIORITY);
			Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0]));
			Collector.collect(registry.register(this.registries.referent(), () -> this.found.add(look())));
			registry.register(this.registries.referent(), () -> this.found.add(look()));
			await().until(() -> this.found.size() == 1);
			registry.close();
		});
		registrant.start();
		registrant.join();
		assertThat(this.found).hasSize(2).allSatisfy((found) -> {
			assertThat(found.inherited).isNull();
			assertThat(found.priority).isEqualTo(Thread.NORM_PRIORITY);
			assertThat(found.loader).isSameAs(this.loader);
		});
	}

	@Test
	@DisplayName("C24 threads of a given factory are named, made daemons and given the loader by the registry")
	void threadWhenFactoryIsGivenShouldBePrepared() {
		List<Thread> made = new CopyOnWriteArrayList<>();
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.classLoader(this.loader).threadFactory((work) -> {
				Thread thread = new Thread(work, "mine");
				thread.setDaemon(false);
				made.add(thread);
				return thread;
			}));
		Collector.collect(registry.register(this.registries.referent(), () -> this.found.add(look())));
		registry.register(this.registries.referent(), () -> this.found.add(look()));
		await().until(() -> this.found.size() == 1);
		registry.close();
		assertThat(made).containsAll(this.found.stream().map(Found::thread).toList());
		assertThat(this.found).extracting(Found::name).containsExactly("finalizers-worker", "finalizers-exit");
		assertThat(this.found).extracting(Found::loader).containsOnly(this.loader);
		assertThat(made).allMatch(Thread::isDaemon);
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("C24 if the factory fails, that is logged and a thread of the default kind takes its place")
	void threadWhenFactoryFailsShouldBeReplaced(ThreadFactory failing) {
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory(failing));
		Collector.collect(registry.register(this.registries.referent(), () -> this.found.add(look())));
		registry.register(this.registries.referent(), () -> this.found.add(look()));
		await().until(() -> this.found.size() == 1);
		registry.close();
		assertThat(this.found).extracting(Found::name).containsExactly("finalizers-worker", "finalizers-exit");
		assertThat(this.registries.log.alarmsAbout("thread factory")).isNotEmpty();
	}

	static Stream<ThreadFactory> threadWhenFactoryFailsShouldBeReplaced() {
		return Stream.of((work) -> null, (work) -> {
			throw new IllegalStateException("no thread");
		}, (work) -> {
			throw new OutOfMemoryError("no thread");
		}, (work) -> Thread.currentThread());
	}

	@Test
	@DisplayName("C24 listeners and log find the thread as clean as the next action does")
	void threadWhenActionLeavesItInterruptedShouldBeCleanForListeners() {
		List<Boolean> interrupted = new CopyOnWriteArrayList<>();
		ManagedRegistry registry = this.registries.open((builder) -> builder.listener(new FinalizerListener() {

			@Override
			public void failed(String name, FinalizerCause cause, Throwable failure) {
				interrupted.add(Thread.currentThread().isInterrupted());
			}

		}).log((level, message, thrown) -> interrupted.add(Thread.currentThread().isInterrupted())));
		Collector.collect(registry.register(this.registries.referent(), () -> {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("failed");
		}));
		await().untilAsserted(() -> assertThat(interrupted).containsExactly(false, false));
	}

	private static Found look() {
		Thread thread = Thread.currentThread();
		return new Found(thread, thread.getName(), thread.getPriority(), thread.getContextClassLoader(),
				thread.isInterrupted(), INHERITABLE.get());
	}

	private record Found(Thread thread, String name, int priority, ClassLoader loader, boolean interrupted,
			String inherited) {

	}

}
