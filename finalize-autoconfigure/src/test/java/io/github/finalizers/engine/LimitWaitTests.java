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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the limit of a name at which threads wait. They would wait for an hour, so
 * that each test that ends was woken.
 */
@Timeout(30)
class LimitWaitTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final Duration hour = Duration.ofHours(1);

	private ManagedRegistry registry;

	private FinalizerRegistry tiles;

	@Test
	@DisplayName("limit: who waits goes on as soon as enough is given back, without any collection")
	void registerWhenEnoughIsGivenBackShouldGoOn() {
		open(this.hour, this.hour);
		Finalizer<Void> first = register(60);
		Finalizer<Void> second = register(40);
		Future<?> waiting = waiting(100);
		first.clean();
		assertThat(this.tiles.liveCount()).isEqualTo(1);
		assertThat(waiting).isNotDone();
		second.detach();
		assertThat(waiting).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(bytes()).isEqualTo(100);
	}

	@Test
	@DisplayName("limit: room is given in the order of those who wait, and who wants little does not overtake")
	void registerWhenSeveralWaitShouldBeServedInOrder() {
		open(this.hour, this.hour);
		Finalizer<Void> first = register(50);
		Finalizer<Void> second = register(40);
		List<String> served = new CopyOnWriteArrayList<>();
		Future<?> large = waiting(60, () -> served.add("large"));
		Future<?> small = waiting(10, () -> served.add("small"));
		assertThat(served).isEmpty();
		first.clean();
		assertThat(large).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(served).containsExactly("large");
		second.clean();
		assertThat(small).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(bytes()).isEqualTo(70);
	}

	@Test
	@DisplayName("limit: what has no size waits for nobody where only bytes are limited")
	void registerWhenNothingIsAskedForShouldNotWait() {
		open(this.hour, this.hour);
		register(60);
		Future<?> large = waiting(60);
		this.registries.promptlyElsewhere(() -> register(0));
		assertThat(exceeded()).isEqualTo(1);
		assertThat(large).isNotDone();
		this.registry.close();
		assertThat(large).failsWithin(10, TimeUnit.SECONDS);
	}

	@Test
	@DisplayName("limit: who gives up waiting lets those behind pass")
	void registerWhenTheFirstGivesUpShouldServeTheNext() {
		open(this.hour, this.hour);
		register(50);
		AtomicReference<Thread> thread = new AtomicReference<>();
		Future<?> large = this.registries.elsewhere(() -> {
			thread.set(Thread.currentThread());
			assertThatExceptionOfType(FinalizerLimitException.class).isThrownBy(() -> register(60))
				.withMessageContaining("the thread was interrupted while it waited");
			assertThat(Thread.interrupted()).as("interrupt kept").isTrue();
		});
		awaitWaiting(1);
		Future<?> small = waiting(10);
		thread.get().interrupt();
		assertThat(large).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(small).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(bytes()).isEqualTo(60);
	}

	@Test
	@DisplayName("limit: an interrupt that came before is kept, and nobody waits")
	void registerWhenInterruptedBeforeShouldBeRefused() {
		open(this.hour, this.hour);
		register(100);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(FinalizerLimitException.class).isThrownBy(() -> register(1));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.tiles.liveCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("limit: when the time is over it is refused, and nothing is registered")
	void registerWhenNothingIsGivenBackShouldBeRefused() {
		open(Duration.ofMillis(50), this.hour);
		register(100);
		long since = System.nanoTime();
		assertThatExceptionOfType(FinalizerLimitException.class).isThrownBy(() -> register(1))
			.withMessageContaining("100 of at most 100 bytes are held, and 1 bytes more asked for;"
					+ " not enough was given back in 50 ms");
		assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
		assertThat(this.tiles.liveCount()).isEqualTo(1);
		assertThat(bytes()).isEqualTo(100);
	}

	@Test
	@DisplayName("limit: inside an action nobody waits, on any thread; what fits is registered")
	void registerWhenInsideAnActionShouldNotWait() {
		open(this.hour, this.hour);
		List<Throwable> refused = new CopyOnWriteArrayList<>();
		Runnable action = () -> {
			register(1);
			try {
				register(100);
			}
			catch (FinalizerLimitException ex) {
				refused.add(ex);
			}
		};
		Finalizer<Void> called = this.tiles.sized(10).register(this.registries.referent(), action);
		called.clean();
		assertThat(refused).hasSize(1);
		Finalizer<Void> collected = this.tiles.sized(10).register(this.registries.referent(), action);
		Collector.collect(collected);
		await().until(() -> refused.size() == 2);
		this.tiles.sized(10).register(this.registries.referent(), action);
		this.registry.close();
		assertThat(refused).hasSize(3)
			.allMatch((ex) -> ex.getMessage().endsWith("nobody waits inside an action, or on a thread of the registry")
					|| ex.getMessage().endsWith("nobody waits any more, as the registry closes"));
	}

	@Test
	@DisplayName("limit: a thread of the registry does not wait in a listener either")
	void registerWhenInAListenerOfTheWorkerShouldNotWait() {
		open(this.hour, this.hour);
		List<Throwable> refused = new CopyOnWriteArrayList<>();
		register(100);
		Finalizer<Void> collected = this.registry.register(this.registries.referent(), () -> {
			throw new IllegalStateException("on purpose");
		});
		this.registries.events.onFailure(() -> {
			try {
				register(1);
			}
			catch (FinalizerLimitException ex) {
				refused.add(ex);
			}
		});
		Collector.collect(collected);
		await().until(() -> refused.size() == 1);
	}

	@Test
	@DisplayName("limit: who cannot wait takes what is free before those who wait")
	void registerWhenInsideAnActionAndOthersWaitShouldTakeWhatIsFree() {
		open(this.hour, this.hour);
		Finalizer<Void> first = register(50);
		Future<?> large = waiting(100);
		this.registry.register(this.registries.referent(), () -> register(50)).clean();
		assertThat(bytes()).isEqualTo(100);
		first.clean();
		assertThat(large).isNotDone();
		this.registry.close();
		assertThat(large).failsWithin(10, TimeUnit.SECONDS);
	}

	@Test
	@DisplayName("C35 the close wakes who waits, with the word that the registry has closed")
	void closeWhenThreadsWaitShouldWakeThem() {
		open(this.hour, this.hour);
		register(100);
		List<Future<?>> waiting = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			waiting.add(waiting(10 + i));
		}
		this.registry.close();
		assertThat(waiting).allSatisfy((each) -> assertThat(each).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isExactlyInstanceOf(IllegalStateException.class)
			.withMessageStartingWith("The registry has closed"));
		assertThat(bytes()).isZero();
	}

	@Test
	@DisplayName("limit: a sweep wakes who waits, and nobody waits after it; what fits is still registered")
	void sweepWhenThreadsWaitShouldWakeThem() {
		open(this.hour, this.hour);
		Finalizer<Void> kept = register(100);
		kept.setAtExit(false);
		Future<?> waiting = waiting(10);
		this.registry.sweep();
		assertThat(waiting).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(FinalizerLimitException.class)
			.withMessageEndingWith("nobody waits any more, as the registry closes");
		assertThatExceptionOfType(FinalizerLimitException.class).isThrownBy(() -> register(1));
		kept.clean();
		register(100);
	}

	@Test
	@DisplayName("limit: in a registry that is driven by hand nobody waits")
	void registerWhenDrivenByHandShouldNotWait() {
		try (DrivenRegistry driven = FinalizerRegistryBuilder.create()
			.limit("tiles", FinalizerLimit.ofCount(1).waitAtMost(this.hour))
			.buildDriven()) {
			Object referent = this.registries.referent();
			driven.named("tiles").register(referent, LimitWaitTests::nothing);
			assertThatExceptionOfType(FinalizerLimitException.class)
				.isThrownBy(() -> driven.named("tiles").register(new Object(), LimitWaitTests::nothing))
				.withMessageEndingWith("nobody waits in a registry that is driven by hand");
			driven.collect(referent);
			driven.named("tiles").register(referent, LimitWaitTests::nothing);
			assertThat(this.registries.threads()).isEmpty();
		}
	}

	@Test
	@DisplayName("C47 who waits holds up nobody: the same name is called, counted, listed and closed meanwhile")
	void everythingWhenAThreadWaitsShouldGoOn() {
		open(this.hour, this.hour);
		Finalizer<Void> first = register(1);
		register(99);
		Future<?> waiting = waiting(50);
		this.registries.promptlyElsewhere(() -> {
			first.clean();
			assertThat(bytes()).isEqualTo(99);
			assertThat(this.tiles.listing(10).entries()).hasSize(1);
			register(this.registry.named("others"));
		});
		assertThat(waiting).isNotDone();
		this.registries.promptlyElsewhere(this.registry::close);
		assertThat(waiting).failsWithin(10, TimeUnit.SECONDS);
	}

	private void open(Duration wait, Duration interval) {
		this.registry = this.registries
			.open((builder) -> builder.limit("tiles", FinalizerLimit.ofBytes(100).waitAtMost(wait))
				.collectionInterval(interval));
		this.tiles = this.registry.named("tiles");
	}

	private long bytes() {
		return this.tiles.statistics().bytes();
	}

	private Finalizer<Void> register(long bytes) {
		return register(this.tiles.sized(bytes));
	}

	private Finalizer<Void> register(FinalizerRegistry view) {
		return view.register(this.registries.referent(), LimitWaitTests::nothing);
	}

	private Future<?> waiting(long bytes) {
		return waiting(bytes, LimitWaitTests::nothing);
	}

	/**
	 * Register elsewhere, and return as soon as that waits.
	 */
	private Future<?> waiting(long bytes, Runnable then) {
		long before = exceeded();
		Future<?> waiting = this.registries.elsewhere(() -> {
			register(bytes);
			then.run();
		});
		awaitWaiting(before + 1);
		return waiting;
	}

	private void awaitWaiting(long exceeded) {
		await().until(() -> exceeded() == exceeded && Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> List.of(stack)
				.stream()
				.anyMatch((frame) -> frame.getClassName().equals(Limit.class.getName())
						&& frame.getMethodName().equals("await")))
			.count() >= exceeded);
	}

	private long exceeded() {
		return this.tiles.statistics().names().get("tiles").limitExceeded();
	}

	private static void nothing() {
	}

}
