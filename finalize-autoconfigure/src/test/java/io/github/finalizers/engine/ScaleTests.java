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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether cost and memory depend on how many there are. Orders of magnitude, not figures:
 * those are the benchmarks' business.
 */
class ScaleTests {

	private static final int MILLION = 1_000_000;

	/**
	 * What a linear cost would exceed by far, and caches that miss do not reach.
	 */
	private static final int FACTOR = 50;

	@RegisterExtension
	final Registries registries = new Registries();

	private final LongAdder runs = new LongAdder();

	private final Object referent = new Object();

	@Test
	@DisplayName("C45 registering and removing from the middle of a million costs what it costs in a thousand")
	void removeWhenManyAreLiveShouldCostTheSame() {
		measure(1_000);
		Duration few = measure(1_000);
		Duration many = measure(MILLION);
		assertThat(this.runs.sum()).isEqualTo(3 * 500);
		assertThat(many).as("500 removals among a million").isLessThan(few.plusNanos(100_000).multipliedBy(FACTOR));
	}

	@Test
	@DisplayName("C45 a million are swept at exit, each once, in a time that suits the exit")
	void closeWhenManyAreLiveShouldRunAll() {
		ManagedRegistry registry = this.registries.openPlain();
		for (int i = 0; i < MILLION; i++) {
			registry.register(this.referent, this.runs::increment);
		}
		long begun = System.nanoTime();
		registry.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
		assertThat(this.runs.sum()).isEqualTo(MILLION);
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(MILLION);
	}

	@Test
	@DisplayName("C45 after a peak of a million the store is as small as before")
	void storeWhenPeakIsOverShouldShrink() {
		ManagedRegistry registry = this.registries.openPlain();
		registry.register(this.referent, this.runs::increment).clean();
		long before = used();
		long peak = peak(registry) - before;
		long after = used() - before;
		assertThat(this.runs.sum()).isEqualTo(MILLION + 1);
		assertThat(peak).as("bytes for a million").isGreaterThan(20L * MILLION);
		assertThat(after).as("bytes left after the peak").isLessThan(peak / 10);
	}

	@Test
	@DisplayName("C45 after a peak at most one spare segment stays in a stripe")
	void stripeWhenPeakIsOverShouldKeepOneSpare() {
		ManagedRegistry registry = this.registries.openPlain();
		Finalizer<?>[] finalizers = new Finalizer<?>[100_000];
		for (int i = 0; i < finalizers.length; i++) {
			finalizers[i] = registry.register(this.referent, this.runs::increment);
		}
		Stripe stripe = ((Handle<?>) finalizers[0]).stripe();
		assertThat(stripe.capacity()).isGreaterThanOrEqualTo(finalizers.length);
		for (Finalizer<?> finalizer : finalizers) {
			finalizer.clean();
			assertThat(stripe.capacity() - stripe.live()).isLessThanOrEqualTo(2 * 1024);
		}
		assertThat(this.runs.sum()).isEqualTo(finalizers.length);
		assertThat(stripe.capacity()).isLessThanOrEqualTo(2 * 1024);
	}

	@Test
	@DisplayName("C45 whatever comes and goes, exactly those that are left run at exit, newest first")
	void storeWhenUsedAtRandomShouldKeepExactlyTheRest() {
		for (long seed = 1; seed <= 20; seed++) {
			Random random = new Random(seed);
			ManagedRegistry registry = this.registries.openPlain();
			List<Integer> swept = new ArrayList<>();
			TreeMap<Integer, Finalizer<Void>> model = new TreeMap<>();
			for (int i = 0; i < 20_000; i++) {
				if (model.isEmpty() || random.nextInt(100) < ((i / 5_000 % 2 == 0) ? 70 : 35)) {
					model.put(i, registry.register(this.referent, i, swept::add));
				}
				else {
					Integer key = model.floorKey(random.nextInt(i + 1));
					Finalizer<Void> removed = model.remove((key != null) ? key : model.firstKey());
					assertThat(removed.detach()).isPresent();
				}
			}
			assertThat(registry.liveCount()).isEqualTo(model.size());
			assertThat(registry.listing(Integer.MAX_VALUE).entries()).hasSize(model.size());
			registry.close();
			assertThat(swept).as("seed %s", seed).isEqualTo(List.copyOf(model.descendingKeySet()));
		}
	}

	@Test
	@DisplayName("C46 a million names keep memory bounded: 100 are counted apart, the rest together, after one warning")
	void namedWhenNamesAreEverNewShouldStayBounded() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.name("configured", true).name("default", true));
		long before = used();
		register(registry, (i) -> "name-" + i, MILLION);
		assertThat(registry.statistics().names()).hasSize(102)
			.containsKeys("default", "configured", "other", "name-0", "name-98")
			.doesNotContainKeys("name-99", "name-" + (MILLION - 1));
		assertThat(registry.named("name-7").deadCount()).isEqualTo(1);
		assertThat(registry.named("name-777777").deadCount()).isEqualTo(MILLION - 99);
		assertThat(registry.statistics().names().get("other").dead()).isEqualTo(MILLION - 99);
		assertThat(registry.deadCount()).isEqualTo(MILLION);
		assertThat(this.registries.log.alarms()).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("100", "name-99", "other"));
		this.registries.events.clear();
		assertThat(used() - before).as("bytes more than before").isLessThan(20_000_000);
	}

	@Test
	@DisplayName("C46 configured names have their place whatever came before them")
	void namedWhenConfiguredNameComesLateShouldBeCountedApart() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name("late", false));
		register(registry, (i) -> "name-" + i, 200);
		Finalizer<Void> late = registry.named("late").register(this.referent, this.runs::increment);
		assertThat(late.isAtExit()).isFalse();
		assertThat(registry.named("late").liveCount()).isEqualTo(1);
		assertThat(registry.statistics().names()).hasSize(102).containsKey("late");
		assertThat(registry.statistics().names().get("other").dead()).isEqualTo(101);
	}

	private void register(ManagedRegistry registry, IntFunction<String> name, int count) {
		for (int i = 0; i < count; i++) {
			registry.named(name.apply(i)).register(this.referent, this.runs::increment).clean();
		}
	}

	/**
	 * The median of five times that it takes to remove 100 from the middle and to
	 * register as many again.
	 */
	private Duration measure(int live) {
		ManagedRegistry registry = this.registries.openPlain();
		Finalizer<?>[] finalizers = new Finalizer<?>[live];
		for (int i = 0; i < live; i++) {
			finalizers[i] = registry.register(this.referent, this.runs::increment);
		}
		long[] nanos = new long[5];
		for (int round = 0; round < nanos.length; round++) {
			long begun = System.nanoTime();
			for (int i = 0; i < 100; i++) {
				finalizers[live / 4 + round * 100 + i].clean();
				registry.register(this.referent, this.runs::decrement).setAtExit(false);
			}
			nanos[round] = System.nanoTime() - begun;
		}
		assertThat(registry.liveCount()).isEqualTo(live);
		for (Finalizer<?> finalizer : finalizers) {
			finalizer.detach();
		}
		Arrays.sort(nanos);
		return Duration.ofNanos(nanos[2]);
	}

	private long peak(ManagedRegistry registry) {
		Finalizer<?>[] finalizers = new Finalizer<?>[MILLION];
		for (int i = 0; i < MILLION; i++) {
			finalizers[i] = registry.register(this.referent, this.runs::increment);
		}
		long used = used();
		for (Finalizer<?> finalizer : finalizers) {
			finalizer.clean();
		}
		return used;
	}

	private static long used() {
		Collector.collectSomeTimes();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
