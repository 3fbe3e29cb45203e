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

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CollectionRequests}.
 */
class CollectionRequestsTests {

	private static final Duration IDLE = Duration.ofMillis(20);

	private static final String NAME = "finalizers-collector";

	private static final FinalizerLimit WARN = FinalizerLimit.ofCount(1);

	private static final FinalizerLimit FAIL = WARN.with(LimitPolicy.FAIL);

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<Long> times = new CopyOnWriteArrayList<>();

	private CollectionRequests requests;

	@Test
	@DisplayName("limit: however often it is asked, the collector runs once an interval at most, on a thread of its own")
	void askWhenOftenShouldCollectOnceAnIntervalAtMost() {
		open(Duration.ofMillis(200), this::note);
		long since = System.nanoTime();
		while (this.times.size() < 3) {
			this.requests.ask("tiles", FAIL);
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
			this.requests.ask("tiles", WARN);
			Thread.onSpinWait();
		}
		for (int i = 1; i < 6; i++) {
			assertThat(this.times.get(i) - this.times.get(i - 1))
				.isGreaterThanOrEqualTo(Duration.ofMillis(10L << i).toNanos());
		}
		long last = this.times.get(5);
		this.requests.ask("tiles", WARN);
		this.requests.ask("tiles", FAIL);
		await().until(() -> this.times.size() == 7);
		assertThat(this.times.get(6) - last).as("not the 640 ms of the others")
			.isLessThan(Duration.ofMillis(600).toNanos());
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	@Test
	@DisplayName("limit: what is collected is no reason to collect again soon, as long as the name stays past its limit")
	void askWhenCollectedButStillPastTheLimitShouldPauseLonger() {
		ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.limit("tiles", WARN)
			.log(this.registries.log)
			.build();
		Object used = this.registries.referent();
		for (int i = 0; i < 10; i++) {
			registry.named("tiles").register(used, CollectionRequestsTests::nothing);
		}
		LimitSettings settings = new LimitSettings(LimitSettings.NONE.limits(), Duration.ofMillis(10));
		this.requests = new CollectionRequests(((Registry) registry).core, settings, this::note, IDLE.toNanos());
		while (this.times.size() < 6) {
			Collector.collect(registry.named("tiles").register(used, CollectionRequestsTests::nothing));
			this.requests.ask("tiles", WARN);
		}
		for (int i = 1; i < 6; i++) {
			assertThat(this.times.get(i) - this.times.get(i - 1))
				.isGreaterThanOrEqualTo(Duration.ofMillis(10L << i).toNanos());
		}
		this.requests.end(Duration.ofSeconds(5).toNanos());
		registry.close();
	}

	@Test
	@DisplayName("limit: where some are refused each collection in vain makes the pause longer, up to 8 intervals")
	void askWhenRefusedAndInVainShouldPauseLonger() {
		open(Duration.ofMillis(20), this::note);
		askUntilCollected(6, FAIL);
		for (int i = 1; i < 6; i++) {
			assertThat(pause(i)).isGreaterThanOrEqualTo(Duration.ofMillis(20L << Math.min(i, 3)));
		}
		assertThat(pause(5)).as("not 32 intervals").isLessThan(Duration.ofMillis(640));
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	@Test
	@DisplayName("limit: who waits sees a collection, even where all before were in vain")
	void askWhenAThreadWaitsShouldCollectInTime() {
		open(Duration.ofMillis(100), this::note);
		askUntilCollected(3, FAIL);
		askUntilCollected(4, WARN.waitAtMost(Duration.ofMillis(500)));
		assertThat(pause(3)).as("half of the wait, not 8 intervals")
			.isBetween(Duration.ofMillis(250), Duration.ofMillis(799));
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	@Test
	@DisplayName("limit: once what is collected has made room for who was refused, the long pause is over")
	void askWhenRefusedAndHelpedShouldCollectSoon() {
		ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.limit("tiles", FAIL)
			.log(this.registries.log)
			.build();
		LimitSettings settings = new LimitSettings(LimitSettings.NONE.limits(), Duration.ofMillis(100));
		this.requests = new CollectionRequests(((Registry) registry).core, settings, this::note, IDLE.toNanos());
		FinalizerRegistry tiles = registry.named("tiles");
		Finalizer<Void> held = tiles.register(this.registries.referent(), CollectionRequestsTests::nothing);
		assertThatExceptionOfType(FinalizerLimitException.class).isThrownBy(() -> register(tiles));
		askUntilCollected(3, FAIL);
		this.requests.ask("tiles", FAIL);
		Collector.collect(held);
		await().until(() -> this.times.size() == 4);
		assertThat(pause(3)).as("not 8 intervals").isLessThan(Duration.ofMillis(800));
		this.requests.end(Duration.ofSeconds(5).toNanos());
		registry.close();
	}

	@Test
	@DisplayName("limit: an interrupt of the thread does not keep it busy while it pauses")
	void threadWhenInterruptedShouldPauseOn() {
		open(Duration.ofHours(1), this::note);
		askUntilCollected(1, FAIL);
		this.requests.ask("tiles", FAIL);
		Thread thread = this.registries.threads().iterator().next();
		thread.interrupt();
		await().until(() -> !thread.isInterrupted() && thread.getState() == Thread.State.TIMED_WAITING);
		assertThat(this.times).hasSize(1);
		this.requests.end(Duration.ofSeconds(5).toNanos());
	}

	private void askUntilCollected(int times, FinalizerLimit limit) {
		while (this.times.size() < times) {
			this.requests.ask("tiles", limit);
			Thread.onSpinWait();
		}
	}

	private Duration pause(int time) {
		return Duration.ofNanos(this.times.get(time) - this.times.get(time - 1));
	}

	@Test
	@DisplayName("limit: the thread ends when nobody asks for long, and whoever asks then has another")
	void askWhenTheThreadEndsShouldStillCollect() {
		open(Duration.ofNanos(1), this::note);
		this.requests.ask("tiles", FAIL);
		await().until(() -> this.times.size() == 1);
		await().until(() -> this.registries.threads().isEmpty());
		for (int i = 0; i < 20; i++) {
			int before = this.times.size();
			long until = System.nanoTime() + IDLE.toNanos() + (i - 10) * 20_000;
			while (System.nanoTime() < until) {
				Thread.onSpinWait();
			}
			this.requests.ask("tiles", FAIL);
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
			this.requests.ask("tiles", FAIL);
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
			this.requests.ask("tiles", FAIL);
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
			.open((builder) -> builder.limit("tiles", WARN).threadFactory((task) -> new Thread(task) {

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
		ManagedRegistry registry = this.registries.open((builder) -> builder.limit("tiles", WARN).classLoader(loader));
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
		ManagedRegistry registry = this.registries.open((builder) -> builder.limit("tiles", WARN).classLoader(loader));
		register(registry.named("tiles"));
		registry.close();
		return registry;
	}

	private void open(Duration interval, Runnable collector) {
		Environment environment = Environment.of(null, this.registries.log, List.of(), null, null);
		this.requests = new CollectionRequests(Stores.core(environment),
				new LimitSettings(LimitSettings.NONE.limits(), interval), collector, IDLE.toNanos());
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
