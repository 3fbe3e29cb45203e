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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ConcurrencyTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@Test
	@DisplayName("C5 of many threads that call at once exactly one runs the action and gets its result")
	void callWhenManyThreadsCallShouldRunOnce() throws Exception {
		ManagedRegistry registry = this.registries.open();
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger results = new AtomicInteger();
		int rounds = 300;
		List<Finalizer<Integer>> finalizers = new ArrayList<>();
		for (int i = 0; i < rounds; i++) {
			finalizers.add(registry.registerCallable(this.registries.referent(), runs::incrementAndGet));
		}
		together(8, rounds, (round) -> {
			if (finalizers.get(round).call() != null) {
				results.incrementAndGet();
			}
		});
		assertThat(runs).hasValue(rounds);
		assertThat(results).hasValue(rounds);
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(rounds);
	}

	@Test
	@DisplayName("C5 of call, detach, collection and flag at once exactly one wins, and each death is counted once")
	void callWhenOthersDetachAndCollectShouldHaveOneWinner() throws Exception {
		ManagedRegistry registry = this.registries.open();
		int rounds = 500;
		AtomicInteger[] runs = new AtomicInteger[rounds];
		List<Finalizer<Integer>> finalizers = new ArrayList<>();
		for (int i = 0; i < rounds; i++) {
			runs[i] = new AtomicInteger();
			finalizers.add(registry.registerCallable(this.registries.referent(), runs[i]::incrementAndGet));
		}
		AtomicInteger turn = new AtomicInteger();
		AtomicInteger called = new AtomicInteger();
		AtomicInteger detached = new AtomicInteger();
		together(4, rounds, (round) -> {
			Finalizer<Integer> finalizer = finalizers.get(round);
			switch (turn.getAndIncrement() % 4) {
				case 0 -> called.addAndGet((finalizer.call() != null) ? 1 : 0);
				case 1 -> detached.addAndGet(finalizer.detach().isPresent() ? 1 : 0);
				case 2 -> Collector.offer(finalizer);
				default -> finalizer.setAtExit(false);
			}
		});
		await().until(() -> registry.liveCount() == 0);
		FinalizerStatistics statistics = registry.statistics();
		assertThat(statistics.finished(FinalizerCause.CALLED)).isEqualTo(called.get());
		assertThat(statistics.finished(FinalizerCause.DETACHED)).isEqualTo(detached.get());
		long collected = statistics.finished(FinalizerCause.COLLECTED);
		assertThat(called.get() + detached.get() + collected).isEqualTo(rounds);
		await().until(() -> this.registries.events.causes().size() == rounds);
		assertThat(runs).allMatch((count) -> count.get() <= 1);
		assertThat(called.get() + collected).isEqualTo(List.of(runs).stream().mapToInt(AtomicInteger::get).sum());
	}

	@RepeatedTest(20)
	@DisplayName("C5 with a close beside call, detach and collection each action runs at most once, and none is lost")
	void closeWhenOthersCallAndDetachShouldHaveOneWinnerEach() throws Exception {
		ManagedRegistry registry = this.registries.open();
		int count = 400;
		AtomicInteger[] runs = new AtomicInteger[count];
		List<Finalizer<Integer>> finalizers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			runs[i] = new AtomicInteger();
			finalizers.add(registry.registerCallable(this.registries.referent(), runs[i]::incrementAndGet));
		}
		Map<FinalizerCause, LongAdder> won = new EnumMap<>(FinalizerCause.class);
		won.put(FinalizerCause.CALLED, new LongAdder());
		won.put(FinalizerCause.DETACHED, new LongAdder());
		AtomicInteger thread = new AtomicInteger();
		together(4, 1, (round) -> {
			switch (thread.getAndIncrement()) {
				case 0 -> registry.close();
				case 1 -> {
					for (Finalizer<Integer> finalizer : finalizers) {
						won.get(FinalizerCause.CALLED).add((finalizer.call() != null) ? 1 : 0);
					}
				}
				case 2 -> finalizers.forEach(
						(finalizer) -> won.get(FinalizerCause.DETACHED).add(finalizer.detach().isPresent() ? 1 : 0));
				default -> finalizers.forEach(Collector::offer);
			}
		});
		FinalizerStatistics statistics = registry.statistics();
		won.forEach((cause, wins) -> assertThat(statistics.finished(cause)).as("%s", cause).isEqualTo(wins.sum()));
		assertThat(runs).allMatch((run) -> run.get() <= 1);
		long ran = count - statistics.finished(FinalizerCause.DETACHED);
		assertThat(List.of(runs).stream().mapToInt(AtomicInteger::get).sum()).isEqualTo((int) ran);
	}

	@RepeatedTest(20)
	@DisplayName("C35 a register beside a close either throws, or was run and counted; nothing hangs, nothing is lost")
	void registerWhenClosingShouldThrowOrRun() throws Exception {
		ManagedRegistry registry = this.registries.open();
		AtomicInteger registered = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		AtomicInteger runs = new AtomicInteger();
		AtomicInteger thread = new AtomicInteger();
		together(4, 1, (round) -> {
			if (thread.getAndIncrement() == 0) {
				await().until(() -> registered.get() > 50);
				registry.close();
				return;
			}
			while (refused.get() == 0 && registered.get() < 50_000) {
				try {
					registry.named("t" + registered.get() % 5)
						.register(this.registries.referent(), runs::incrementAndGet);
					registered.incrementAndGet();
				}
				catch (IllegalStateException ex) {
					refused.incrementAndGet();
				}
			}
		});
		assertThat(registered).hasValueGreaterThan(50);
		assertThat(runs).hasValue(registered.get());
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(registered.get());
		assertThat(registry.liveCount()).isZero();
	}

	private void together(int threads, int rounds, Work work) throws Exception {
		CyclicBarrier start = new CyclicBarrier(threads);
		List<Future<?>> all = new ArrayList<>();
		for (int t = 0; t < threads; t++) {
			all.add(this.registries.elsewhere(() -> {
				try {
					for (int round = 0; round < rounds; round++) {
						start.await(10, TimeUnit.SECONDS);
						work.run(round);
					}
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		for (Future<?> one : all) {
			one.get(20, TimeUnit.SECONDS);
		}
	}

	private interface Work {

		void run(int round) throws Exception;

	}

}
