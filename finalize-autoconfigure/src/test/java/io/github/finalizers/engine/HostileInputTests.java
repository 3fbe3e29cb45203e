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

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.metrics.FinalizerMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Referents and names that mean harm.
 */
class HostileInputTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@ParameterizedTest
	@EnumSource
	@Timeout(20)
	@DisplayName("C12 whatever a referent's own methods do, nobody calls them on any path, nor those of a state")
	void registryWhenReferentIsHostileShouldNotCallIt(Harm harm) throws Exception {
		ManagedRegistry registry = this.registries.open();
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		FinalizerMetrics metrics = new FinalizerMetrics();
		metrics.bindTo(meters);
		registry.forEachName((name) -> metrics.add(registry, name));
		FinalizersEndpoint endpoint = new FinalizersEndpoint(registry);
		Harmful referent = this.registries.keep(new Harmful(harm));
		Harmful state = new Harmful(harm);
		AtomicInteger runs = new AtomicInteger();
		for (int i = 0; i < 3; i++) {
			registry.register(referent, state, (ignored) -> runs.incrementAndGet());
		}
		Finalizer<Void> collected = registry.register(referent, state, (ignored) -> {
			runs.incrementAndGet();
			throw new IllegalStateException("failed");
		});
		Finalizer<Void> detached = registry.register(referent, state, (ignored) -> runs.incrementAndGet());
		assertThat(detached.toString()).contains("Harmful");
		assertThat(registry.listing(10).entries()).hasSize(5);
		assertThat(String.valueOf(endpoint.finalizers()) + endpoint.finalizersOf("default")).contains("Harmful");
		assertThat(detached.detach().orElseThrow().equals(collected.peek().orElseThrow())).isFalse();
		registry.registerCallable(referent, state, (same) -> same == state).call();
		Collector.collect(collected);
		await().until(() -> registry.statistics().finished(FinalizerCause.COLLECTED) == 1);
		assertThat(meters.get("finalizers.failures").functionCounter().count()).isEqualTo(1);
		registry.close();
		assertThat(runs).hasValue(4);
		assertThat(referent.calls.get() + state.calls.get()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "${jndi:ldap://x/a}", "#{T(java.lang.Runtime)}", "'; drop table names; --",
			"<script>alert(1)</script>", "../../etc/passwd", "a%n%s%x", "a\\u0041", "a\"b", "a\\b", "a\u0007b",
			"a\u007fb", "a\u0085b", "a\u2028b", "a\u200bb", "\ufeffa", "\u0430dmin", "a\u0301", "a\ud83d", "\udc00a",
			"a\uffff" })
	@DisplayName("C13 a hostile name is refused on one short line of plain text, however long it is")
	void namedWhenNameIsHostileShouldRefuseEscaped(String name) {
		ManagedRegistry registry = this.registries.open();
		for (String hostile : List.of(name, name.repeat(100_000))) {
			assertThatIllegalArgumentException().isThrownBy(() -> registry.named(hostile))
				.satisfies((thrown) -> assertThat(thrown.getMessage()).matches("[ -~]*…?[ -~]*").hasSizeLessThan(500));
			assertThatIllegalArgumentException().isThrownBy(() -> FinalizerRegistryBuilder.create().name(hostile, true))
				.satisfies((thrown) -> assertThat(thrown.getMessage()).matches("[ -~]*…?[ -~]*").hasSizeLessThan(500));
		}
		assertThat(registry.statistics().names()).containsOnlyKeys("default");
	}

	@Test
	@DisplayName("C46 however many names come, there are meters for a hundred, default and other")
	void metersWhenNamesAreEverNewShouldStayBounded() {
		ManagedRegistry registry = this.registries.openPlain();
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		FinalizerMetrics metrics = new FinalizerMetrics();
		metrics.bindTo(meters);
		registry.forEachName((name) -> metrics.add(registry, name));
		int ofOneName = meters.getMeters().size() - 2;
		Object referent = this.registries.referent();
		for (int i = 0; i < 1_000_000; i++) {
			registry.named("name-" + i).register(referent, Object::new).clean();
		}
		assertThat(meters.getMeters()).hasSize(2 + 102 * ofOneName);
		assertThat(meters.get("finalizers.dead").tag("name", "other").gauge().value()).isEqualTo(999_900);
		metrics.close();
	}

	private enum Harm {

		THROW, BLOCK, OVERFLOW

	}

	private static final class Harmful {

		private final AtomicInteger calls = new AtomicInteger();

		private final Harm harm;

		Harmful(Harm harm) {
			this.harm = harm;
		}

		private int doHarm() {
			this.calls.incrementAndGet();
			switch (this.harm) {
				case THROW -> throw new IllegalStateException("harm");
				case BLOCK -> block();
				case OVERFLOW -> throw new StackOverflowError("harm");
			}
			return 0;
		}

		private static void block() {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		@SuppressWarnings("EqualsUnsafeCast")
		public boolean equals(Object other) {
			return doHarm() == 1;
		}

		@Override
		public int hashCode() {
			return doHarm();
		}

		@Override
		public String toString() {
			return "harm " + doHarm();
		}

	}

}
