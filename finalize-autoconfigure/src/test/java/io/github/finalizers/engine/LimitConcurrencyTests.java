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
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many threads at a limit, whose resources are counted by the test itself.
 */
@Timeout(60)
class LimitConcurrencyTests {

	private static final int THREADS = 8;

	private static final int ROUNDS = 2000;

	private static final long MOST_BYTES = 100;

	private static final long MOST = 7;

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicLong count = new AtomicLong();

	private final AtomicLong peak = new AtomicLong();

	private final AtomicLong highest = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	@ParameterizedTest
	@EnumSource(names = { "FAIL", "WAIT" })
	@DisplayName("limit: however many threads register, what is held is never past it, and nobody waits for ever")
	void registerWhenManyThreadsShouldNeverBePastTheLimit(LimitPolicy policy) {
		ManagedRegistry registry = open(policy);
		List<Future<?>> futures = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			futures.add(this.registries.elsewhere(() -> work(registry.named("tiles"))));
		}
		assertThat(futures).allSatisfy((future) -> assertThat(future).succeedsWithin(50, TimeUnit.SECONDS));
		assertThat(this.peak).hasValueLessThanOrEqualTo(MOST_BYTES).hasPositiveValue();
		assertThat(this.highest).hasValueLessThanOrEqualTo(MOST).hasPositiveValue();
		await().until(() -> counts(registry).bytes() == 0 && counts(registry).live() == 0);
		OfName counts = counts(registry);
		assertThat(counts.limitExceeded()).as("the limit was reached").isPositive();
		if (policy == LimitPolicy.WAIT) {
			assertThat(this.refused).hasValue(0);
			assertThat(counts.dead()).isEqualTo(THREADS * ROUNDS);
		}
		List<Finalizer<Void>> all = new ArrayList<>();
		for (int i = 0; i < MOST; i++) {
			all.add(registry.named("tiles").sized(MOST_BYTES / MOST).register(this, () -> {
			}));
		}
		assertThat(all).as("all places were given back").hasSize((int) MOST);
	}

	private static OfName counts(ManagedRegistry registry) {
		return registry.statistics().names().get("tiles");
	}

	private ManagedRegistry open(LimitPolicy policy) {
		FinalizerLimit limit = FinalizerLimit.ofBytes(MOST_BYTES)
			.andCount(MOST)
			.waitAtMost(Duration.ofHours(1))
			.with(policy);
		return this.registries
			.openPlain((builder) -> builder.limit("tiles", limit).collectionInterval(Duration.ofHours(1)));
	}

	private void work(FinalizerRegistry tiles) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int round = 0; round < ROUNDS; round++) {
			long size = random.nextLong((random.nextInt(10) == 0) ? MOST_BYTES + 1 : 30);
			Resource resource = new Resource();
			Finalizer<Void> finalizer = register(tiles, size, resource);
			if (finalizer != null) {
				this.peak.accumulateAndGet(this.bytes.addAndGet(size), Math::max);
				this.highest.accumulateAndGet(this.count.incrementAndGet(), Math::max);
				resource.size = size;
				if (random.nextBoolean()) {
					Thread.onSpinWait();
				}
				finish(random.nextInt(3), finalizer, resource);
			}
		}
	}

	private Finalizer<Void> register(FinalizerRegistry tiles, long size, Resource resource) {
		try {
			return tiles.sized(size).register(resource, resource.released(this), Runnable::run);
		}
		catch (FinalizerLimitException ex) {
			this.refused.incrementAndGet();
			return null;
		}
	}

	private void finish(int way, Finalizer<Void> finalizer, Resource resource) {
		switch (way) {
			case 0 -> finalizer.clean();
			case 1 -> Collector.offer(finalizer);
			default -> release(resource, finalizer);
		}
	}

	private void release(Resource resource, Finalizer<Void> finalizer) {
		this.bytes.addAndGet(-resource.size);
		this.count.decrementAndGet();
		finalizer.detach();
	}

	/**
	 * What is counted by the test: from after the registration to the end of the action.
	 */
	private static final class Resource {

		private volatile long size;

		Runnable released(LimitConcurrencyTests test) {
			return () -> {
				test.bytes.addAndGet(-this.size);
				test.count.decrementAndGet();
			};
		}

	}

}
