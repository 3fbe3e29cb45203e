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
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.FinalizersDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.LimitDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.NamedFinalizersDescriptor;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link FinalizersEndpoint}.
 */
class FinalizersEndpointTests {

	private final ManagedRegistry registry = FinalizerRegistryBuilder.create()
		.stallThreshold(Duration.ofMillis(50))
		.name("configured", true)
		.log((level, message, thrown) -> {
		})
		.build();

	private final FinalizersEndpoint endpoint = new FinalizersEndpoint(this.registry);

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void finalizersWhenNothingIsRegisteredShouldShowTheNamesThatAreKnown() {
		FinalizersDescriptor descriptor = this.endpoint.finalizers();
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.names()).containsOnlyKeys("configured", "default");
		assertThat(descriptor.live()).isZero();
		assertThat(descriptor.dead()).isZero();
		assertThat(descriptor.oldest()).isNull();
		assertThat(descriptor.worker().state()).isEqualTo("not-started");
		assertThat(descriptor.worker().stalled()).isEmpty();
	}

	@Test
	void finalizersShouldCountByNameAndCause() throws Exception {
		FinalizerRegistry uploads = this.registry.named("uploads");
		register(uploads);
		uploads.register(this, () -> {
		}).call();
		FinalizersDescriptor descriptor = this.endpoint.finalizers();
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.live()).isEqualTo(1);
		assertThat(descriptor.dead()).isEqualTo(1);
		assertThat(descriptor.oldest()).isNotNull();
		assertThat(descriptor.names().get("uploads").finished()).containsExactly(entry("called", 1L),
				entry("collected", 0L), entry("exit", 0L), entry("detached", 0L), entry("abandoned", 0L),
				entry("unreached", 0L));
		assertThat(Duration.parse(descriptor.names().get("uploads").oldest())).isPositive();
		assertThat(descriptor.names().get("default").oldest()).isNull();
	}

	@Test
	@DisplayName("C25 the stack of a blocked action is shown")
	void finalizersWhenActionIsStalledShouldShowItsStack() {
		CompletableFuture<Void> gate = new CompletableFuture<>();
		registerGarbage(gate);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			System.gc();
			FinalizersDescriptor descriptor = this.endpoint.finalizers();
			return descriptor != null && !descriptor.worker().stalled().isEmpty();
		});
		FinalizersDescriptor descriptor = this.endpoint.finalizers();
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.worker().stalled()).singleElement().satisfies((stalled) -> {
			assertThat(stalled.name()).isEqualTo("blocked");
			assertThat(stalled.thread()).startsWith("finalizers-");
			assertThat(Duration.parse(stalled.running())).isPositive();
			assertThat(stalled.stack()).anyMatch((frame) -> frame.contains("CompletableFuture.join"));
		});
		gate.complete(null);
	}

	@Test
	void finalizersOfWhenNameIsKnownShouldListTypesAlone() {
		register(this.registry.named("uploads"));
		NamedFinalizersDescriptor descriptor = this.endpoint.finalizersOf("uploads");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.name()).isEqualTo("uploads");
		assertThat(descriptor.live()).isEqualTo(1);
		assertThat(descriptor.truncated()).isFalse();
		assertThat(descriptor.finalizers()).singleElement().satisfies((finalizer) -> {
			assertThat(finalizer.referentType()).isEqualTo(getClass().getTypeName());
			assertThat(finalizer.actionType()).startsWith(getClass().getTypeName());
			assertThat(finalizer.atExit()).isTrue();
			assertThat(Duration.parse(finalizer.age())).isPositive();
		});
	}

	@Test
	void finalizersOfWhenThereAreManyShouldListAHundred() {
		for (int i = 0; i < 150; i++) {
			register(this.registry.named("uploads"));
		}
		NamedFinalizersDescriptor descriptor = this.endpoint.finalizersOf("uploads");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.live()).isEqualTo(150);
		assertThat(descriptor.truncated()).isTrue();
		assertThat(descriptor.finalizers()).hasSize(100);
	}

	@Test
	void finalizersOfWhenNameIsUnknownShouldBeNullAndNotCreateIt() {
		assertThat(this.endpoint.finalizersOf("unknown")).isNull();
		assertThat(this.endpoint.finalizersOf("no name at all")).isNull();
		assertThat(this.registry.statistics().names()).containsOnlyKeys("configured", "default");
	}

	@Test
	@DisplayName("C46 what is counted together can be looked at as well")
	void finalizersOfWhenNamesAreCountedTogetherShouldListThem() {
		for (int i = 0; i < 120; i++) {
			register(this.registry.named("name" + i));
		}
		FinalizersDescriptor all = this.endpoint.finalizers();
		assertThat(all).isNotNull();
		assertThat(all.live()).isEqualTo(120);
		assertThat(all.names()).containsKey("other");
		NamedFinalizersDescriptor other = this.endpoint.finalizersOf("other");
		assertThat(other).isNotNull();
		assertThat(other.live()).isPositive().isEqualTo(other.finalizers().size());
		assertThat(Duration.parse(other.oldest())).isPositive();
	}

	@Test
	@DisplayName("size: bytes, and the limit of a name with its policy, are shown in all and by name")
	void finalizersWhenSizedAndLimitedShouldShowBytesAndLimit() {
		try (ManagedRegistry limited = FinalizerRegistryBuilder.create()
			.limit("tiles", FinalizerLimit.ofBytes(100).with(LimitPolicy.FAIL))
			.limit("handles", FinalizerLimit.ofCount(3).with(LimitPolicy.WAIT))
			.build()) {
			limited.named("tiles").sized(60).register(this, () -> {
			});
			assertThatIllegalStateException().isThrownBy(() -> limited.named("tiles").sized(41).register(this, () -> {
			}));
			FinalizersEndpoint endpoint = new FinalizersEndpoint(limited);
			FinalizersDescriptor all = endpoint.finalizers();
			assertThat(all).isNotNull();
			assertThat(all.bytes()).isEqualTo(60);
			assertThat(all.names().get("tiles")).satisfies((tiles) -> {
				assertThat(tiles.bytes()).isEqualTo(60);
				assertThat(tiles.limitExceeded()).isEqualTo(1);
				assertThat(tiles.limit()).isEqualTo(new LimitDescriptor(null, 100L, "fail", null));
			});
			assertThat(all.names().get("default").limit()).isNull();
			NamedFinalizersDescriptor tiles = endpoint.finalizersOf("tiles");
			assertThat(tiles).isNotNull();
			assertThat(tiles.bytes()).isEqualTo(60);
			assertThat(tiles.limitExceeded()).isEqualTo(1);
			assertThat(tiles.limit()).isEqualTo(all.names().get("tiles").limit());
			NamedFinalizersDescriptor handles = endpoint.finalizersOf("handles");
			assertThat(handles).isNotNull();
			assertThat(handles.limit()).isEqualTo(new LimitDescriptor(3L, null, "wait", "PT5S"));
		}
	}

	@Test
	void operationsWhenThereIsNoRegistryShouldBeNull() {
		FinalizersEndpoint empty = new FinalizersEndpoint(null);
		assertThat(empty.finalizers()).isNull();
		assertThat(empty.finalizersOf("default")).isNull();
	}

	private void register(FinalizerRegistry registry) {
		registry.register(this, () -> {
		});
	}

	private void registerGarbage(CompletableFuture<Void> gate) {
		this.registry.named("blocked").register(new Object(), gate, CompletableFuture::join);
	}

}
