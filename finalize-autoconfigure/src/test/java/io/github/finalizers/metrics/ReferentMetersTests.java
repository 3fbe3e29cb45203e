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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReferentMeters}.
 */
class ReferentMetersTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final MeterRegistry simple = new SimpleMeterRegistry();

	@Test
	@DisplayName("Meters of an object: its gauge is there while it lives, and gone when it has been collected")
	void metersWhenReferentIsCollectedShouldLeaveTheRegistry() {
		ManagedRegistry finalizers = this.registries.open();
		ReferentMeters meters = new ReferentMeters(this.simple, finalizers);
		User user = this.registries.keep(new User("kept"));
		bind(meters, user);
		bind(meters, new User("dropped"));
		user.files.set(3);
		assertThat(gauge(this.simple, "kept").value()).isEqualTo(3);
		Collector.collectUntil(() -> users(this.simple).size() == 1);
		assertThat(users(this.simple)).containsExactly("kept");
		assertThat(gauge(this.simple, "kept").value()).isEqualTo(3);
	}

	@Test
	@DisplayName("Meters of an object: calling the handle removes them at once, however many kinds there are")
	void metersWhenHandleIsCalledShouldLeaveAtOnce() {
		ReferentMeters meters = new ReferentMeters(this.simple, this.registries.open());
		Gauge foreign = Gauge.builder("user.files", () -> 1).tag("user", "ann").register(this.simple);
		Finalizer<Void> finalizer = meters.bind(this.registries.referent(), (registry) -> {
			Gauge.builder("user.files", () -> 2).tag("user", "ann").register(registry);
			Counter.builder("user.requests").tag("user", "ann").register(registry);
			Timer.builder("user.time").publishPercentiles(0.5, 0.9).register(registry).record(() -> {
			});
		});
		assertThat(this.simple.find("user.time").timer()).isNotNull();
		assertThat(this.simple.find("user.time.percentile").gauges()).hasSize(2);
		finalizer.clean();
		assertThat(this.simple.getMeters()).containsExactly(foreign);
	}

	@Test
	@DisplayName("Meters of an object: Prometheus no longer shows them")
	void metersWhenPrometheusShouldLeaveTheScrape() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		ReferentMeters meters = new ReferentMeters(prometheus, this.registries.open());
		User ann = this.registries.keep(new User("ann"));
		Finalizer<Void> bob = bind(meters, this.registries.keep(new User("bob")));
		bind(meters, ann);
		assertThat(prometheus.scrape()).contains("user_files{user=\"ann\"} 0.0", "user_files{user=\"bob\"} 0.0");
		Collector.collect(bob);
		await().untilAsserted(() -> assertThat(prometheus.scrape()).contains("ann").doesNotContain("bob"));
	}

	@Test
	@DisplayName("Meters of an object: they leave a composite and all that it is made of, whenever that was added")
	void metersWhenCompositeShouldLeaveItsRegistriesToo() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		MeterRegistry late = new SimpleMeterRegistry();
		composite.add(this.simple);
		ReferentMeters meters = new ReferentMeters(composite, this.registries.open());
		Finalizer<Void> finalizer = bind(meters, this.registries.keep(new User("ann")));
		composite.add(late);
		assertThat(List.of(users(composite), users(this.simple), users(late))).containsOnly(List.of("ann"));
		finalizer.clean();
		assertThat(List.of(users(composite), users(this.simple), users(late))).containsOnly(List.of());
	}

	@Test
	@DisplayName("Meters of an object: common tags and filters are those of the meter registry, and in nobody's way")
	void metersWhenTaggedRenamedOrDeniedShouldLeave() {
		this.simple.config()
			.commonTags("application", "test")
			.meterFilter(MeterFilter.replaceTagValues("user", String::toUpperCase))
			.meterFilter(MeterFilter.denyNameStartsWith("user.denied"));
		ReferentMeters meters = new ReferentMeters(this.simple, this.registries.open());
		Finalizer<Void> finalizer = meters.bind(this.registries.referent(), (registry) -> {
			registry.counter("user.denied");
			registry.counter("user.requests", "user", "ann");
		});
		assertThat(this.simple.getMeters()).extracting(Meter::getId)
			.extracting(Meter.Id::getTags)
			.containsExactly(Tags.of("application", "test", "user", "ANN").stream().toList());
		finalizer.clean();
		assertThat(this.simple.getMeters()).isEmpty();
	}

	@Test
	@DisplayName("Meters of an object: a meter registry that was closed first does not make an action fail")
	void metersWhenMeterRegistryWasClosedFirstShouldLeaveWithoutFailure() {
		ManagedRegistry finalizers = this.registries.open();
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		Finalizer<Void> finalizer = bind(new ReferentMeters(prometheus, finalizers),
				this.registries.keep(new User("ann")));
		prometheus.close();
		Collector.collect(finalizer);
		await().until(() -> finalizers.statistics().finished(FinalizerCause.COLLECTED) == 1);
		assertThat(finalizers.statistics().failures()).isZero();
		assertThat(prometheus.getMeters()).isEmpty();
	}

	@Test
	@DisplayName("Meters of an object: once the registry of the finalizers has closed they are gone, and none is added")
	void metersWhenFinalizersHaveClosedShouldNotBeRegistered() {
		ManagedRegistry finalizers = this.registries.open();
		ReferentMeters meters = new ReferentMeters(this.simple, finalizers);
		bind(meters, this.registries.keep(new User("before")));
		finalizers.close();
		assertThat(this.simple.getMeters()).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> bind(meters, this.registries.keep(new User("after"))));
		assertThat(this.simple.getMeters()).isEmpty();
	}

	@Test
	@DisplayName("Meters of an object: those of a binder that throws are removed, and what it has thrown is passed on")
	void metersWhenBinderThrowsShouldBeRemoved() {
		ManagedRegistry finalizers = this.registries.open();
		ReferentMeters meters = new ReferentMeters(this.simple, finalizers);
		assertThatIllegalStateException().isThrownBy(() -> meters.bind(this.registries.referent(), (registry) -> {
			registry.counter("user.requests");
			throw new IllegalStateException("on purpose");
		})).withMessage("on purpose");
		assertThat(this.simple.getMeters()).isEmpty();
		assertThat(finalizers.liveCount()).isZero();
	}

	@Test
	@DisplayName("Meters of an object: a binder that binds another object's leaves to each its own")
	void metersWhenBindersAreNestedShouldBelongToTheirOwn() {
		ReferentMeters meters = new ReferentMeters(this.simple, this.registries.open());
		List<Finalizer<Void>> inner = new ArrayList<>();
		meters.bind(this.registries.referent(), (registry) -> {
			registry.counter("outer.before");
			inner.add(meters.bind(this.registries.referent(), (same) -> same.counter("inner")));
			registry.counter("outer.after");
		});
		this.simple.counter("later");
		inner.get(0).clean();
		assertThat(this.simple.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrder("outer.before", "outer.after", "later");
	}

	@Test
	@DisplayName("Meters of an object: ten thousand short-lived users leave nothing behind")
	void metersWhenManyUsersComeAndGoShouldAllLeave() {
		ManagedRegistry finalizers = this.registries.open();
		ReferentMeters meters = new ReferentMeters(this.simple, finalizers);
		bind(meters, this.registries.keep(new User("kept")));
		for (int i = 0; i < 10_000; i++) {
			bind(meters, new User("user-" + i));
		}
		Collector.collectUntil(() -> this.simple.getMeters().size() == 1);
		await().until(() -> finalizers.statistics().finished(FinalizerCause.COLLECTED) == 10_000);
		assertThat(users(this.simple)).containsExactly("kept");
		assertThat(finalizers.statistics().failures()).isZero();
	}

	private static Finalizer<Void> bind(ReferentMeters meters, User user) {
		return meters.bind(user,
				(registry) -> Gauge.builder("user.files", user.files, AtomicInteger::get)
					.tag("user", user.name)
					.register(registry));
	}

	private static Gauge gauge(MeterRegistry registry, String user) {
		return registry.get("user.files").tag("user", user).gauge();
	}

	private static List<String> users(MeterRegistry registry) {
		return registry.find("user.files").gauges().stream().map((gauge) -> gauge.getId().getTag("user")).toList();
	}

	private static final class User {

		private final String name;

		private final AtomicInteger files = new AtomicInteger();

		User(String name) {
			this.name = name;
		}

	}

}
