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

package io.github.finalizers.examples.adoption.javacpp;

import java.time.Duration;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.examples.adoption.Registries;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * JavaCPP's own queue is off here, see the POM.
 */
class SamplesTests {

	private static final long MEGABYTE = 1 << 20;

	private final ManagedRegistry registry = Registries.create("javacpp");

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	@DisplayName("Samples are freed once, however often they are closed")
	void areFreedOnce() {
		Samples samples = new Samples(16, this.registry);
		samples.put(15, 42);
		assertThat(samples.get(15)).isEqualTo(42);
		samples.close();
		samples.close();
		samples.deallocate();
		assertThat(samples.isNull()).isTrue();
		assertThat(this.registry).hasNoLive().hasRun(FinalizerCause.CALLED, 1);
	}

	@Test
	@DisplayName("The end of a scope frees what nobody else retains; what is left to others is not freed")
	void scopesAndCountsWork() {
		Samples retained;
		Samples left;
		try (PointerScope scope = new PointerScope()) {
			new Samples(16, this.registry);
			retained = new Samples(16, this.registry).retainReference();
			left = new Samples(16, this.registry);
			left.deallocate(false);
			assertThat(this.registry).hasLive(2);
		}
		assertThat(this.registry).hasLive(1).hasRun(FinalizerCause.CALLED, 1);
		retained.close();
		assertThat(this.registry).hasNoLive().hasRun(FinalizerCause.CALLED, 2);
	}

	@Test
	@DisplayName("Memory that is forgotten goes back to the system")
	void forgottenMemoryIsFreed() {
		long before = Pointer.physicalBytes();
		forget(64 * MEGABYTE);
		assertThat(this.registry).within(Duration.ofSeconds(10)).hasRun(FinalizerCause.COLLECTED, 1).hasNoFailures();
		assertThat(Pointer.physicalBytes() - before).isLessThan(32 * MEGABYTE);
	}

	@Test
	@DisplayName("Past a limit what is forgotten makes room, as with JavaCPP's own maxBytes, which its queue takes along")
	void forgottenMemoryMakesRoom() {
		try (ManagedRegistry limited = FinalizerRegistryBuilder.create()
			.limit("samples", FinalizerLimit.ofBytes(8 * MEGABYTE).with(LimitPolicy.WAIT))
			.collectionInterval(Duration.ofMillis(10))
			.build()) {
			FinalizerRegistry samples = limited.named("samples");
			for (int i = 0; i < 100; i++) {
				new Samples(MEGABYTE / Float.BYTES, samples);
				assertThat(limited.statistics().bytes()).isBetween(0L, 8 * MEGABYTE);
			}
			assertThat(limited.statistics().finished(FinalizerCause.COLLECTED)).isGreaterThanOrEqualTo(92);
		}
	}

	private void forget(long bytes) {
		long before = Pointer.physicalBytes();
		Samples samples = new Samples(bytes / Float.BYTES, this.registry);
		Pointer.memset(samples, 1, bytes);
		assertThat(Pointer.physicalBytes() - before).isGreaterThan(48 * MEGABYTE);
	}

}
