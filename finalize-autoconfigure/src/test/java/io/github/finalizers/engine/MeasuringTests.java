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
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is measured and counted, by a clock of the test.
 */
class MeasuringTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicLong now = new AtomicLong();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("C34 the time that a listener takes is not charged to the next action, on worker and sweep thread")
	void durationWhenListenerTakesTimeShouldBeOfTheAction(boolean collected) {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.clock(this.now::get).listener(new FinalizerListener() {

				@Override
				public void finalized(String name, FinalizerCause cause, Duration duration) {
					MeasuringTests.this.now.addAndGet(Duration.ofMillis(900).toNanos());
				}

			}));
		List<Finalizer<Void>> finalizers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			finalizers.add(registry.register(this.registries.referent(),
					() -> this.now.addAndGet(Duration.ofMillis(10).toNanos())));
		}
		if (collected) {
			Gate gate = this.registries.gate();
			Collector.collect(registry.named("gate").register(this.registries.referent(), gate));
			gate.awaitEntered();
			Collector.collect(finalizers.toArray(new Finalizer<?>[0]));
			gate.open();
			await().untilAsserted(() -> assertThat(this.registries.events.finalized()).hasSize(6));
		}
		registry.close();
		assertThat(this.registries.events.finalized()).filteredOn((event) -> event.name().equals("default"))
			.hasSize(5)
			.extracting(Events.Finalized::duration)
			.containsOnly(Duration.ofMillis(10));
		assertThat(registry.named("default").statistics().names().get("default").actionTime())
			.isEqualTo(Duration.ofMillis(50));
	}

	@Test
	@DisplayName("C35 pending counts all that were collected and wait, and none that died meanwhile")
	void pendingWhenWorkerIsBusyShouldBeExact() {
		ManagedRegistry registry = this.registries.openPlain();
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		List<Finalizer<Void>> waiting = new ArrayList<>();
		for (int i = 0; i < 70_000; i++) {
			Finalizer<Void> finalizer = registry.register(this.registries.referent(), this.now::incrementAndGet);
			waiting.add(finalizer);
			Collector.collect(finalizer);
		}
		assertThat(registry.statistics().worker().pending()).isEqualTo(70_000);
		assertThat(registry.statistics().worker().pending()).isEqualTo(70_000);
		waiting.subList(0, 20_000).forEach(Finalizer::clean);
		waiting.subList(20_000, 30_000).forEach(Finalizer::detach);
		assertThat(registry.statistics().worker().pending()).isEqualTo(40_000);
		gate.open();
		await().untilAsserted(() -> assertThat(this.now).hasValue(60_000));
		assertThat(registry.statistics().worker().pending()).isZero();
	}

	@Test
	@DisplayName("C12 ages are those of today, whatever bursts of registrations there were before")
	void ageWhenRegistrationsBecomeRareAgainShouldBeFine() {
		ManagedRegistry registry = this.registries.openPlain((builder) -> builder.clock(this.now::get));
		for (int i = 0; i < 20_000; i++) {
			this.now.addAndGet(100);
			registry.register(this.registries.referent(), this.now::get);
		}
		for (int i = 0; i < 5000; i++) {
			this.now.addAndGet(Duration.ofSeconds(1).toNanos());
			registry.register(this.registries.referent(), this.now::get).clean();
		}
		registry.named("new").register(this.registries.referent(), this.now::get);
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(registry.named("new").listing(1).entries()).singleElement()
			.satisfies((entry) -> assertThat(entry.age()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
		assertThat(registry.named("default").listing(1).oldest()).isGreaterThanOrEqualTo(Duration.ofSeconds(5000));
	}

	@Test
	@DisplayName("C11 the configured flag of a name that matches loosely holds past the limit of names, too")
	void namedWhenPastTheLimitShouldKeepTheConfiguredFlag() {
		ManagedRegistry registry = this.registries.openPlain((builder) -> builder.name("temp-files", false));
		assertThat(registry.named("tempFiles").register(this.registries.referent(), this.now::get).isAtExit())
			.isFalse();
		for (int i = 0; i < Accounts.LIMIT + 5; i++) {
			registry.named("n" + i);
		}
		assertThat(registry.named("TEMP_FILES").register(this.registries.referent(), this.now::get).isAtExit())
			.isFalse();
		assertThat(registry.named("others").register(this.registries.referent(), this.now::get).isAtExit()).isTrue();
		assertThat(registry.statistics().names().get("other").live()).isEqualTo(2);
	}

}
