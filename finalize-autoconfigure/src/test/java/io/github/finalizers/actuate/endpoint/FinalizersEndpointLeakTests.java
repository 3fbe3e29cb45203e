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

package io.github.finalizers.actuate.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import io.github.finalizers.Finalizer;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.FinalizersDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.NamedFinalizersDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.SitesDescriptor;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link FinalizersEndpoint} shows of leaks and of where finalizers were
 * registered.
 */
class FinalizersEndpointLeakTests {

	private static final String HERE = FinalizersEndpointLeakTests.class.getName() + ".register(";

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicLong clock = new AtomicLong();

	private final ManagedRegistry registry = this.registries.open((builder) -> builder.mustBeCalled("uploads", true)
		.registrationSites(RegistrationSites.OFF)
		.clock(this.clock::get));

	private final FinalizersEndpoint endpoint = new FinalizersEndpoint(this.registry, this.registry::trackSites);

	@Test
	@DisplayName("spring.md Endpoint: leaks by name, with their places and counts")
	void finalizersShouldShowLeaksWithTheirPlaces() {
		this.endpoint.trackSites(RegistrationSites.ALL, null, null);
		Collector.collect(register(), register());
		Awaitility.await().until(() -> this.registry.leaks().stream().anyMatch((leak) -> leak.count() == 2));
		FinalizersDescriptor all = this.endpoint.finalizers();
		assertThat(all).isNotNull();
		assertThat(all.leaks()).isEqualTo(2);
		assertThat(all.names().get("uploads").leaks()).isEqualTo(2);
		assertThat(all.names().get("default").leaks()).isZero();
		NamedFinalizersDescriptor uploads = this.endpoint.finalizersOf("uploads");
		assertThat(uploads).isNotNull();
		assertThat(uploads.leaks()).isEqualTo(2);
		assertThat(uploads.leakPlaces()).singleElement().satisfies((place) -> {
			assertThat(place.count()).isEqualTo(2);
			assertThat(place.cause()).isEqualTo("collected");
			assertThat(place.actionType()).startsWith(getClass().getName());
			assertThat(place.site()).singleElement().asString().startsWith(HERE);
		});
		NamedFinalizersDescriptor others = this.endpoint.finalizersOf("default");
		assertThat(others).isNotNull();
		assertThat(others.leakPlaces()).isEmpty();
	}

	@Test
	@DisplayName("spring.md Endpoint: the write operation changes what is recorded, for some time, ten minutes by default")
	void trackSitesShouldChangeWhatIsRecordedForSomeTime() {
		register();
		assertThat(this.endpoint.trackSites(RegistrationSites.ALL, true, Duration.ofHours(1)))
			.isEqualTo(new SitesDescriptor("all", true, "PT1H"));
		register();
		assertThat(this.endpoint.trackSites(RegistrationSites.ALL, null, null))
			.isEqualTo(new SitesDescriptor("all", false, "PT10M"));
		register();
		this.clock.addAndGet(Duration.ofMinutes(10).toNanos());
		register();
		NamedFinalizersDescriptor uploads = this.endpoint.finalizersOf("uploads");
		assertThat(uploads).isNotNull();
		List<List<String>> sites = uploads.finalizers().stream().map((finalizer) -> finalizer.site()).toList();
		assertThat(sites.stream().map(List::size).sorted().toList()).startsWith(0, 0, 1).last().matches((n) -> n > 5);
		assertThat(sites).filteredOn((site) -> !site.isEmpty())
			.allSatisfy((site) -> assertThat(site.get(0)).startsWith(HERE));
	}

	@Test
	@DisplayName("spring.md Endpoint: a time out of range is a bad request; without a registry there is nothing to change")
	void trackSitesWhenOutOfRangeShouldBeRefused() {
		for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(61))) {
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> this.endpoint.trackSites(RegistrationSites.ALL, false, time))
				.withMessageContaining("The time must be");
		}
		assertThat(new FinalizersEndpoint(this.registry).trackSites(RegistrationSites.ALL, null, null)).isNull();
		register();
		NamedFinalizersDescriptor uploads = this.endpoint.finalizersOf("uploads");
		assertThat(uploads).isNotNull();
		assertThat(uploads.finalizers()).singleElement().matches((finalizer) -> finalizer.site().isEmpty());
	}

	private Finalizer<Void> register() {
		return this.registry.named("uploads").register(this.registries.referent(), () -> {
		});
	}

}
