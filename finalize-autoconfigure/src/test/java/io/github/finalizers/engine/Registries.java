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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Opens the registries of a test, and checks after it what holds after every test: live
 * and dead are what was registered, the names add up, and once all is closed nothing is
 * live and no thread is left.
 */
public final class Registries implements BeforeEachCallback, AfterEachCallback {

	/** What was logged by the registries of the test. */
	final LogLines log = new LogLines();

	/** What the registries of the test have told their listeners. */
	final Events events = new Events();

	private final List<CountingRegistry.Managed> opened = new CopyOnWriteArrayList<>();

	private final List<Gate> gates = new CopyOnWriteArrayList<>();

	private final Queue<Object> referents = new ConcurrentLinkedQueue<>();

	private final ExecutorService others = Executors.newCachedThreadPool();

	private Set<Thread> strangers = Set.of();

	@Override
	public void beforeEach(ExtensionContext context) {
		this.strangers = threadsNamedLikeOurs();
		Awaitility.setDefaultPollDelay(Duration.ZERO);
		Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
	}

	/**
	 * Open a registry with the defaults.
	 * @return the registry, which is closed after the test
	 */
	public ManagedRegistry open() {
		return open((builder) -> {
		});
	}

	/**
	 * Open a registry that nobody listens to, for very many finalizers.
	 * @return the registry, which is closed after the test
	 */
	ManagedRegistry openPlain() {
		return openPlain((builder) -> {
		});
	}

	ManagedRegistry openPlain(Consumer<FinalizerRegistryBuilder> settings) {
		FinalizerRegistryBuilder builder = builder();
		settings.accept(builder);
		return add(builder.build());
	}

	/**
	 * Open a registry.
	 * @param settings differ from the defaults
	 * @return the registry, which is closed after the test
	 */
	public ManagedRegistry open(Consumer<FinalizerRegistryBuilder> settings) {
		FinalizerRegistryBuilder builder = builder().listener(this.events);
		settings.accept(builder);
		return add(builder.build());
	}

	/**
	 * Captures are not told: the actions of tests often hold the test, which keeps its
	 * referents.
	 */
	private FinalizerRegistryBuilder builder() {
		return FinalizerRegistryBuilder.create().captureCheck(CaptureCheck.OFF).log(this.log);
	}

	/**
	 * Check and close a registry after the test.
	 * @param built a registry
	 * @return the registry, with its registrations counted
	 */
	ManagedRegistry add(ManagedRegistry built) {
		CountingRegistry.Managed registry = new CountingRegistry.Managed(built);
		this.opened.add(registry);
		return registry;
	}

	/**
	 * Make a referent that lives as long as the test.
	 * @return a new object
	 */
	public Object referent() {
		return keep(new Object());
	}

	/**
	 * Keep an object as long as the test.
	 * @param <T> its type
	 * @param referent the object
	 * @return the object
	 */
	public <T> T keep(T referent) {
		this.referents.add(referent);
		return referent;
	}

	/**
	 * Make an action that blocks, until it is opened or interrupted, at most for the
	 * test.
	 * @return a new gate
	 */
	public Gate gate() {
		return gate(false);
	}

	/**
	 * Make an action that blocks, whatever interrupts it, until it is opened, at most for
	 * the test.
	 * @return a new gate
	 */
	public Gate stubbornGate() {
		return gate(true);
	}

	private Gate gate(boolean stubborn) {
		Gate gate = new Gate(stubborn);
		this.gates.add(gate);
		return gate;
	}

	/**
	 * Run something on another thread.
	 * @param work what to run
	 * @return its future
	 */
	Future<?> elsewhere(Runnable work) {
		return this.others.submit(work);
	}

	/**
	 * Run something on another thread and wait, as long as it takes if it is not stuck.
	 * @param work what to run
	 */
	void promptlyElsewhere(Runnable work) {
		assertThat(elsewhere(work)).succeedsWithin(5, TimeUnit.SECONDS);
	}

	/**
	 * Return the threads that the registries of this test have now.
	 * @return the threads
	 */
	Set<Thread> threads() {
		Set<Thread> threads = threadsNamedLikeOurs();
		threads.removeAll(this.strangers);
		return threads;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.gates.forEach(Gate::open);
		for (CountingRegistry.Managed registry : this.opened) {
			await("live and dead are what was registered").untilAsserted(() -> assertThatCountsAgree(registry));
			registry.close();
			assertThatCountsAgree(registry);
			assertThatNothingIsLeft(registry);
		}
		await("threads have ended").untilAsserted(() -> assertThat(threads()).isEmpty());
		Awaitility.reset();
		this.others.shutdownNow();
		this.referents.clear();
	}

	private static void assertThatCountsAgree(CountingRegistry.Managed registry) {
		FinalizerStatistics statistics = registry.statistics();
		assertThat(registry.liveCount() + registry.deadCount()).isEqualTo(registry.registered());
		assertThat(statistics.live()).isEqualTo(registry.liveCount());
		assertThat(statistics.dead()).isEqualTo(registry.deadCount());
		statistics.names().forEach((name, counts) -> assertThatCountsAgree(registry, name, counts));
	}

	private static void assertThatCountsAgree(CountingRegistry.Managed registry, String name, OfName counts) {
		assertThat(counts.live()).as("live of %s", name).isNotNegative();
		assertThat(counts.finished().values()).allMatch((count) -> count >= 0);
		if (!name.equals("other")) {
			assertThat(registry.named(name).liveCount()).as("live of %s", name).isEqualTo(counts.live());
			assertThat(registry.named(name).deadCount()).as("dead of %s", name).isEqualTo(counts.dead());
		}
	}

	private static void assertThatNothingIsLeft(CountingRegistry.Managed registry) {
		FinalizerStatistics statistics = registry.statistics();
		assertThat(registry.liveCount()).isZero();
		assertThat(registry.deadCount()).isEqualTo(registry.registered());
		assertThat(registry.listing(10).entries()).isEmpty();
		assertThat(statistics.worker().state()).isEqualTo(WorkerState.ENDED);
		assertThat(statistics.worker().pending()).isZero();
	}

	private static Set<Thread> threadsNamedLikeOurs() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("finalizers-"))
			.collect(Collectors.toSet());
	}

}
