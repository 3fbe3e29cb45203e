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

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CollectionRequests}.
 */
class CollectionRequestsTests {

	private static final Duration IDLE = Duration.ofMillis(20);

	private static final String NAME = "finalizers-collector";

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<Long> times = new CopyOnWriteArrayList<>();

	private CollectionRequests requests;

	@Test
	@DisplayName("limit: however often it is asked, the collector runs once an interval, on a thread of its own")
	void askWhenOftenShouldCollectOnceAnInterval() {
		open(Duration.ofMillis(200), this::note);
		long since = System.nanoTime();
		while (this.times.size() < 3) {
			this.requests.ask("tiles", true);
			Thread.onSpinWait();
		}
		assertThat(this.times.get(0) - since).as("the first at once").isLessThan(Duration.ofSeconds(5).toNanos());
		for (int i = 1; i < 3; i++) {
			assertThat(this.times.get(i) - this.times.get(i - 1))
				.isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
		}
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	@Test
	@DisplayName("limit: as long as nobody is refused, each collection in vain makes the pause longer")
	void askWhenInVainShouldPauseLonger() {
		open(Duration.ofMillis(10), this::note);
		while (this.times.size() < 6) {
			this.requests.ask("tiles", false);
			Thread.onSpinWait();
		}
		for (int i = 1; i < 6; i++) {
			assertThat(this.times.get(i) - this.times.get(i - 1))
				.isGreaterThanOrEqualTo(Duration.ofMillis(10L << i).toNanos());
		}
		long last = this.times.get(5);
		this.requests.ask("tiles", false);
		this.requests.ask("tiles", true);
		await().until(() -> this.times.size() == 7);
		assertThat(this.times.get(6) - last).as("not the 640 ms of the others")
			.isLessThan(Duration.ofMillis(600).toNanos());
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	@Test
	@DisplayName("limit: what is collected is no reason to collect again soon, as long as the name stays past its limit")
	void askWhenCollectedButStillPastTheLimitShouldPauseLonger() {
		ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.limitCount("tiles", 1)
			.log(this.registries.log)
			.build();
		Object used = this.registries.referent();
		for (int i = 0; i < 10; i++) {
			registry.named("tiles").register(used, CollectionRequestsTests::nothing);
		}
		LimitSettings settings = new LimitSettings(LimitSettings.NONE.counts(), LimitSettings.NONE.bytes(),
				LimitSettings.NONE.policies(), LimitSettings.NONE.waits(), Duration.ofMillis(10));
		this.requests = new CollectionRequests(((Registry) registry).core, settings, this::note, IDLE.toNanos());
		while (this.times.size() < 6) {
			Collector.collect(registry.named("tiles").register(used, CollectionRequestsTests::nothing));
			this.requests.ask("tiles", false);
		}
		for (int i = 1; i < 6; i++) {
			assertThat(this.times.get(i) - this.times.get(i - 1))
				.isGreaterThanOrEqualTo(Duration.ofMillis(10L << i).toNanos());
		}
		this.requests.end(Duration.ofSeconds(5).toNanos());
		registry.close();
	}

	@Test
	@DisplayName("limit: the thread ends when nobody asks for long, and whoever asks then has another")
	void askWhenTheThreadEndsShouldStillCollect() {
		open(Duration.ofNanos(1), this::note);
		this.requests.ask("tiles", true);
		await().until(() -> this.times.size() == 1);
		await().until(() -> this.registries.threads().isEmpty());
		for (int i = 0; i < 20; i++) {
			int before = this.times.size();
			long until = System.nanoTime() + IDLE.toNanos() + (i - 10) * 20_000;
			while (System.nanoTime() < until) {
				Thread.onSpinWait();
			}
			this.requests.ask("tiles", true);
			await().until(() -> this.times.size() > before);
		}
		this.requests.end(Duration.ofSeconds(5).toNanos());
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("limit: a JVM that does not collect when asked is told of once, with the name and the cure")
	void askWhenNothingIsCollectedShouldTellOnce() {
		AtomicInteger asked = new AtomicInteger();
		open(Duration.ofMillis(1), asked::incrementAndGet);
		while (asked.get() < 10) {
			this.requests.ask("tiles", true);
			Thread.onSpinWait();
		}
		this.requests.end(Duration.ofSeconds(5).toNanos());
		assertThat(this.registries.log.alarms()).singleElement().satisfies((line) -> {
			assertThat(line.level()).isEqualTo(Level.WARNING);
			assertThat(line.message()).contains("\"tiles\"", "-XX:+DisableExplicitGC");
		});
	}

	@Test
	@DisplayName("limit: what the collector throws is told, and it is asked again")
	void askWhenTheCollectorFailsShouldGoOn() {
		AtomicInteger asked = new AtomicInteger();
		open(Duration.ofMillis(1), () -> {
			if (asked.incrementAndGet() == 1) {
				throw new IllegalStateException("on purpose");
			}
			System.gc();
		});
		await().until(() -> {
			this.requests.ask("tiles", true);
			return asked.get() > 1;
		});
		this.requests.end(Duration.ofSeconds(5).toNanos());
		assertThat(this.registries.log.alarmsAbout("stumbled")).hasSize(1);
	}

	@Test
	@DisplayName("limit: if the thread cannot be started that is told once, the registration stands, and who asks next tries again")
	void askWhenTheThreadCannotBeStartedShouldTryAgain() {
		AtomicInteger failures = new AtomicInteger(3);
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.limitCount("tiles", 1).threadFactory((task) -> new Thread(task) {

				@Override
				public synchronized void start() {
					if (getName().equals(NAME) && failures.getAndDecrement() > 0) {
						throw new OutOfMemoryError("on purpose");
					}
					super.start();
				}

			}));
		for (int i = 0; i < 5; i++) {
			register(registry.named("tiles"));
		}
		assertThat(registry.liveCount()).isEqualTo(5);
		assertThat(this.registries.log.alarmsAbout("The thread finalizers-collector could not be started")).hasSize(1);
		assertThat(this.registries.threads()).extracting(Thread::getName).contains(NAME);
	}

	@Test
	@DisplayName("limit: nothing of who is the first past a limit reaches the thread, which ends with the registry")
	void threadShouldHaveNothingOfWhoAsks() {
		ClassLoader loader = new ClassLoader(null) {
		};
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.limitCount("tiles", 1).classLoader(loader));
		assertThat(this.registries.threads()).isEmpty();
		InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
		local.set(this);
		Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
		register(registry.named("tiles"));
		assertThat(this.registries.threads()).extracting(Thread::getName).doesNotContain(NAME);
		register(registry.named("tiles"));
		assertThat(this.registries.threads()).filteredOn((thread) -> thread.getName().equals(NAME))
			.singleElement()
			.satisfies((thread) -> {
				assertThat(thread.isDaemon()).isTrue();
				assertThat(thread.getContextClassLoader()).isSameAs(loader);
			});
		registry.close();
		assertThat(this.registries.threads()).isEmpty();
	}

	@Test
	@DisplayName("limit: a registry without limits has no thread for it, not even one that waits to be started")
	void threadWhenNothingIsLimitedShouldNotBeMade() {
		List<String> made = new CopyOnWriteArrayList<>();
		ManagedRegistry registry = this.registries.open((builder) -> builder.threadFactory((task) -> {
			made.add("thread");
			return new Thread(task);
		}));
		register(registry.named("tiles").sized(1000));
		registry.close();
		assertThat(made).hasSize(2); // worker and exit
	}

	@Test
	@DisplayName("C41 after the close the class loader is not held by a thread that was never needed")
	void closeShouldDropTheThreadThatWasNotNeeded() {
		ClassLoader loader = new ClassLoader(null) {
		};
		WeakReference<ClassLoader> gone = new WeakReference<>(loader);
		ManagedRegistry registry = openAndClose(loader);
		loader = null;
		Collector.collectUntil(() -> gone.refersTo(null));
		assertThat(registry.statistics().live()).isZero();
	}

	private ManagedRegistry openAndClose(ClassLoader loader) {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.limitCount("tiles", 1).classLoader(loader));
		register(registry.named("tiles"));
		registry.close();
		return registry;
	}

	private void open(Duration interval, Runnable collector) {
		Environment environment = Environment.of(null, this.registries.log, List.of(), null, null);
		this.requests = new CollectionRequests(Stores.core(environment),
				new LimitSettings(LimitSettings.NONE.counts(), LimitSettings.NONE.bytes(),
						LimitSettings.NONE.policies(), LimitSettings.NONE.waits(), interval),
				collector, IDLE.toNanos());
	}

	private void note() {
		this.times.add(System.nanoTime());
		System.gc();
	}

	private static void nothing() {
	}

	private void register(FinalizerRegistry view) {
		view.register(this.registries.referent(), () -> {
		});
	}

}
