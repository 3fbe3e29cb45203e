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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizerMetrics}: what there is, and what it says.
 */
class FinalizerMetricsTests extends AbstractFinalizerMetricsTests {

	@Test
	@DisplayName("spring.md Meters: the complete list of names, types, tags and descriptions")
	void bindToShouldRegisterExactlyTheMetersOfTheTable() {
		this.metrics.bindTo(this.meters);
		add(this.registry);
		assertThat(ids(this.meters)).containsExactlyInAnyOrder("finalizers.actions[name=default] TIMER",
				"finalizers.dead[name=default] GAUGE", "finalizers.failures[name=default] COUNTER",
				"finalizers.finished[cause=abandoned,name=default] COUNTER",
				"finalizers.finished[cause=called,name=default] COUNTER",
				"finalizers.finished[cause=collected,name=default] COUNTER",
				"finalizers.finished[cause=detached,name=default] COUNTER",
				"finalizers.finished[cause=exit,name=default] COUNTER",
				"finalizers.finished[cause=unreached,name=default] COUNTER", "finalizers.leaks[name=default] COUNTER",
				"finalizers.limit.exceeded[name=default] COUNTER", "finalizers.live.bytes[name=default] GAUGE",
				"finalizers.live[name=default] GAUGE", "finalizers.pending[] GAUGE", "finalizers.stalled[] GAUGE");
		assertThat(this.meters.getMeters()).allSatisfy((meter) -> {
			assertThat(meter.getId().getDescription()).isNotBlank();
			FinalizerMeters row = row(meter);
			assertThat(meter.getId().getTags()).extracting(Tag::getKey)
				.containsExactlyInAnyOrderElementsOf(row.tagKeys());
		});
		assertThat(this.meters.getMeters().stream().map(FinalizerMetricsTests::row).distinct())
			.containsExactlyInAnyOrder(FinalizerMeters.values());
	}

	@Test
	@DisplayName("spring.md Meters: every Prometheus series of a name has the same tag keys")
	void bindToWhenPrometheusShouldExposeEverySeries() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		add(this.registry);
		this.metrics.bindTo(prometheus);
		this.registry.named("uploads").register(this, () -> {
		});
		assertThat(prometheus.scrape().lines()).filteredOn((line) -> !line.startsWith("#"))
			.contains("finalizers_live{name=\"default\"} 0.0", "finalizers_live{name=\"uploads\"} 1.0",
					"finalizers_dead{name=\"uploads\"} 0.0", "finalizers_live_bytes{name=\"uploads\"} 0.0",
					"finalizers_limit_exceeded_total{name=\"uploads\"} 0.0",
					"finalizers_finished_total{cause=\"collected\",name=\"uploads\"} 0.0",
					"finalizers_failures_total{name=\"uploads\"} 0.0", "finalizers_leaks_total{name=\"uploads\"} 0.0",
					"finalizers_actions_seconds_count{name=\"uploads\"} 0",
					"finalizers_actions_seconds_sum{name=\"uploads\"} 0.0", "finalizers_stalled 0.0",
					"finalizers_pending 0.0")
			.hasSize(2 + 2 * 14);
	}

	@Test
	@DisplayName("live + dead = registered, and dead is the sum of finished")
	void metersShouldAgreeWithTheRegistry() throws Exception {
		add(this.registry);
		this.metrics.bindTo(this.meters);
		FinalizerRegistry uploads = this.registry.named("uploads");
		Finalizer<Void> called = register(uploads);
		Finalizer<Void> detached = register(uploads);
		register(uploads);
		register(this.registry);
		called.call();
		detached.detach();
		assertThat(value("finalizers.live", "name", "uploads")).isEqualTo(1);
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(2);
		assertThat(value("finalizers.finished", "name", "uploads", "cause", "called")).isEqualTo(1);
		assertThat(value("finalizers.finished", "name", "uploads", "cause", "detached")).isEqualTo(1);
		assertThat(value("finalizers.live", "name", "default")).isEqualTo(1);
		this.registry.close();
		assertThat(value("finalizers.live", "name", "uploads")).isZero();
		assertThat(value("finalizers.dead", "name", "uploads")).isEqualTo(3);
		assertThat(value("finalizers.finished", "name", "uploads", "cause", "exit")).isEqualTo(1);
		assertThat(value("finalizers.actions", "name", "uploads")).isEqualTo(1);
	}

	@Test
	void failuresAndActionTimeShouldBeOfActionsOnOurThreads() {
		add(this.registry);
		this.metrics.bindTo(this.meters);
		this.registry.register(this, () -> {
			throw new IllegalStateException("on purpose");
		});
		this.registry.register(this, () -> Awaitility.await().pollDelay(Duration.ofMillis(30)).until(() -> true));
		this.registry.sweep();
		assertThat(value("finalizers.failures", "name", "default")).isEqualTo(1);
		assertThat(this.meters.get("finalizers.actions").functionTimer().count()).isEqualTo(2);
		assertThat(this.meters.get("finalizers.actions").functionTimer().totalTime(TimeUnit.MILLISECONDS))
			.isBetween(30.0, 10_000.0);
	}

	@Test
	@DisplayName("spring.md Meters: leaks counts those that must be called and were not, of a closed registry too")
	void leaksShouldCountWhatMustBeCalledAndWasNot() throws Exception {
		ManagedRegistry strict = FinalizerRegistryBuilder.create()
			.mustBeCalled("uploads", true)
			.log((level, message, thrown) -> {
			})
			.build();
		add(strict);
		this.metrics.bindTo(this.meters);
		register(strict.named("uploads")).call();
		register(strict.named("uploads"));
		register(strict.named("uploads"));
		register(strict);
		assertThat(value("finalizers.leaks", "name", "uploads")).isZero();
		strict.close();
		assertThat(value("finalizers.leaks", "name", "uploads")).isEqualTo(2);
		assertThat(value("finalizers.leaks", "name", "default")).isZero();
		this.metrics.remove(strict, () -> true);
		assertThat(value("finalizers.pending")).isZero();
		assertThat(value("finalizers.leaks", "name", "uploads")).isEqualTo(2);
	}

	@Test
	@DisplayName("spring.md Meters: live bytes are those held now, in bytes; what was past a limit stays counted")
	void bytesAndLimitShouldBeOfTheName() throws Exception {
		ManagedRegistry limited = FinalizerRegistryBuilder.create()
			.limit("uploads", FinalizerLimit.ofBytes(100))
			.log((level, message, thrown) -> {
			})
			.build();
		add(limited);
		add(this.registry);
		this.metrics.bindTo(this.meters);
		Finalizer<Void> called = register(limited.named("uploads").sized(60));
		register(limited.named("uploads").sized(70));
		register(this.registry.named("uploads").sized(1L << 40));
		register(limited.sized(5));
		assertThat(value("finalizers.live.bytes", "name", "uploads")).isEqualTo(130 + 0x1p40);
		assertThat(value("finalizers.live.bytes", "name", "default")).isEqualTo(5);
		assertThat(value("finalizers.limit.exceeded", "name", "uploads")).isEqualTo(1);
		assertThat(this.meters.get("finalizers.live.bytes").gauges())
			.allSatisfy((gauge) -> assertThat(gauge.getId().getBaseUnit()).isEqualTo("bytes"));
		called.call();
		assertThat(value("finalizers.live.bytes", "name", "uploads")).isEqualTo(70 + 0x1p40);
		limited.close();
		this.metrics.remove(limited, () -> true);
		assertThat(value("finalizers.pending")).isZero();
		assertThat(value("finalizers.live.bytes", "name", "uploads")).isEqualTo(0x1p40);
		assertThat(value("finalizers.limit.exceeded", "name", "uploads")).isEqualTo(1);
	}

	@Test
	@DisplayName("spring.md Meters: stalled counts the actions past the threshold, now")
	void stalledShouldCountBlockedActions() {
		ManagedRegistry impatient = FinalizerRegistryBuilder.create().stallThreshold(Duration.ofMillis(50)).build();
		add(impatient);
		this.metrics.bindTo(this.meters);
		CompletableFuture<Void> gate = new CompletableFuture<>();
		registerGarbage(impatient, gate);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			return value("finalizers.stalled") == 1;
		});
		gate.complete(null);
		Awaitility.await().until(() -> value("finalizers.stalled") == 0);
		impatient.close();
	}

	private static void registerGarbage(FinalizerRegistry source, CompletableFuture<Void> gate) {
		source.register(new Object(), gate, CompletableFuture::join);
	}

	private static FinalizerMeters row(Meter meter) {
		return List.of(FinalizerMeters.values())
			.stream()
			.filter((row) -> row.key().equals(meter.getId().getName()))
			.findFirst()
			.orElseThrow();
	}

}
