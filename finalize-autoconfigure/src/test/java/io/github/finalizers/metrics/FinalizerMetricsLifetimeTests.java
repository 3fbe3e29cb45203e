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

package io.github.finalizers.metrics;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizerMetrics}: registries, names and meter registries that come
 * and go.
 */
class FinalizerMetricsLifetimeTests extends AbstractFinalizerMetricsTests {

	@Test
	void nameWhenItComesLaterShouldBeBoundEverywhereAtOnce() {
		MeterRegistry second = new SimpleMeterRegistry();
		this.metrics.bindTo(this.meters);
		add(this.registry);
		this.metrics.bindTo(second);
		register(this.registry.named("later"));
		assertThat(value("finalizers.live", "name", "later")).isEqualTo(1);
		assertThat(second.get("finalizers.live").tag("name", "later").gauge().value()).isEqualTo(1);
	}

	@Test
	void namesWhenOfSeveralRegistriesShouldBeSummed() {
		ManagedRegistry second = create();
		this.metrics.bindTo(this.meters);
		add(this.registry);
		add(second);
		register(this.registry.named("uploads"));
		register(second.named("uploads"));
		assertThat(value("finalizers.live", "name", "uploads")).isEqualTo(2);
		second.close();
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(1);
		assertThat(value("finalizers.live", "name", "uploads")).isEqualTo(1);
	}

	@Test
	@DisplayName("spring.md 13: a removed registry is read until it has closed, stays counted, and is held no longer")
	void removeShouldKeepTheCountsAndLetGoOfTheRegistry() {
		this.metrics.bindTo(this.meters);
		AtomicBoolean ended = new AtomicBoolean();
		WeakReference<ManagedRegistry> removed = new WeakReference<>(useAndRemove(ended));
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(2);
		assertThat(value("finalizers.finished", "name", "uploads", "cause", "exit")).isEqualTo(2);
		ended.set(true);
		assertThat(value("finalizers.pending")).isZero();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return removed.get() == null;
		});
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(2);
		assertThat(value("finalizers.finished", "name", "uploads", "cause", "exit")).isEqualTo(2);
		assertThat(value("finalizers.live", "name", "uploads")).isZero();
	}

	@Test
	@DisplayName("spring.md 13: a close removes exactly its own meters")
	void closeShouldRemoveItsOwnMetersAlone() {
		Gauge foreign = Gauge.builder("finalizers.foreign", () -> 1).register(this.meters);
		Gauge equal = Gauge.builder("finalizers.live", () -> 42).tag("name", "default").register(this.meters);
		this.metrics.bindTo(this.meters);
		add(this.registry);
		register(this.registry.named("uploads"));
		this.metrics.close();
		assertThat(this.meters.getMeters()).containsExactlyInAnyOrder(foreign, equal);
		register(this.registry.named("after"));
		assertThat(this.meters.getMeters()).containsExactlyInAnyOrder(foreign, equal);
	}

	@Test
	void closeWhenTagsAreAddedAndMetersDeniedShouldRemoveAll() {
		this.meters.config()
			.commonTags("application", "test")
			.meterFilter(MeterFilter.denyNameStartsWith("finalizers.dead"));
		this.metrics.bindTo(this.meters);
		add(this.registry);
		assertThat(this.meters.getMeters()).hasSize(14);
		this.metrics.close();
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	void bindToWhenCompositeShouldReachItsRegistriesAndBeRemovedFromThem() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(this.meters);
		this.metrics.bindTo(composite);
		this.metrics.bindTo(composite);
		add(this.registry);
		register(this.registry);
		assertThat(value("finalizers.live", "name", "default")).isEqualTo(1);
		this.metrics.close();
		assertThat(this.meters.getMeters()).isEmpty();
	}

	@Test
	@DisplayName("spring.md 13: what is read is held strongly, so that no gauge turns NaN")
	void metersWhenCollectorHasRunShouldStillBeRead() {
		this.metrics.bindTo(this.meters);
		add(this.registry);
		WeakReference<Object> canary = new WeakReference<>(new Object());
		Awaitility.await().until(() -> {
			System.gc();
			return canary.get() == null;
		});
		assertThat(this.meters.getMeters())
			.allSatisfy((meter) -> assertThat(meter.measure()).noneMatch((read) -> Double.isNaN(read.getValue())));
	}

	@Test
	void bindToWhenNamesComeAtTheSameTimeShouldMissNoneAndRemoveAll() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<MeterRegistry> registries = List.of(new SimpleMeterRegistry(), new SimpleMeterRegistry(), this.meters);
		CyclicBarrier start = new CyclicBarrier(4);
		List<Future<?>> futures = new ArrayList<>();
		for (MeterRegistry each : registries) {
			futures.add(threads.submit(() -> {
				start.await();
				this.metrics.bindTo(each);
				return null;
			}));
		}
		add(this.registry);
		futures.add(threads.submit(() -> {
			start.await();
			for (int i = 0; i < 50; i++) {
				register(this.registry.named("name" + i));
			}
			return null;
		}));
		for (Future<?> future : futures) {
			future.get(30, TimeUnit.SECONDS);
		}
		threads.shutdown();
		assertThat(registries).allSatisfy((each) -> assertThat(ids(each)).hasSize(2 + 51 * 13).doesNotHaveDuplicates());
		this.metrics.close();
		assertThat(registries).allSatisfy((each) -> assertThat(each.getMeters()).isEmpty());
	}

	private ManagedRegistry useAndRemove(AtomicBoolean ended) {
		ManagedRegistry source = create();
		add(source);
		register(source.named("uploads"));
		source.sweep();
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(1);
		this.metrics.remove(source, ended::get);
		register(source.named("uploads"));
		assertThat(value("finalizers.live", "name", "uploads")).isEqualTo(1);
		source.close();
		return source;
	}

}
