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
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ReferentMeters} that hold too much.
 */
class ReferentMetersLeakTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final MeterRegistry simple = new SimpleMeterRegistry();

	@Test
	@DisplayName("C43 Meters of an object: a gauge that holds the object is found")
	void gaugeWhenItHoldsItsReferentShouldBeRefused() {
		for (MeterRegistry registry : List.of(this.simple, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
				new CompositeMeterRegistry().add(new SimpleMeterRegistry()))) {
			try (ManagedRegistry finalizers = FinalizerRegistryBuilder.create()
				.captureCheck(CaptureCheck.FAIL)
				.build()) {
				ReferentMeters meters = new ReferentMeters(registry, finalizers);
				StringBuilder user = new StringBuilder("ann");
				assertThatIllegalArgumentException().isThrownBy(
						() -> meters.bind(user, (to) -> Gauge.builder("user.name", () -> user.length()).register(to)))
					.withMessageContaining("leads back to its referent");
				assertThat(registry.getMeters()).isEmpty();
			}
		}
	}

	@Test
	@DisplayName("Meters of an object: a meter registry that lives longer does not hold the registry of the finalizers")
	void metersWhenDroppedShouldBeCollected() {
		WeakReference<ReferentMeters> dropped = new WeakReference<>(
				new ReferentMeters(this.simple, this.registries.open()));
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
			System.gc();
			return dropped.refersTo(null);
		});
	}

}
