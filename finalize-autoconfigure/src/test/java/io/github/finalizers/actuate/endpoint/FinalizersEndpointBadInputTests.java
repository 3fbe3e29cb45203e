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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.NamedFinalizersDescriptor;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Gate;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint makes of what applications put in it, and of what it is asked for.
 */
class FinalizersEndpointBadInputTests {

	private static final String SECRET = "hunter2";

	@RegisterExtension
	final Registries registries = new Registries();

	private final ManagedRegistry registry = this.registries
		.open((builder) -> builder.stallThreshold(Duration.ofMillis(50)));

	private final FinalizersEndpoint endpoint = new FinalizersEndpoint(this.registry);

	@Test
	@DisplayName("C12 of referents, states, actions and failures the endpoint shows the types, and nothing else")
	void endpointWhenObjectsHoldSecretsShouldShowTypesAlone() {
		Vault referent = this.registries.keep(new Vault(SECRET));
		Vault state = new Vault(SECRET);
		this.registry.register(referent, state, new VaultAction(SECRET));
		this.registry.named("vaults").register(referent, () -> this.registries.keep(state));
		FinalizerStack stack = this.registry.named("vaults").newStack(referent);
		stack.push(state, new VaultAction(SECRET));
		Collector.collect(this.registry.register(this.registries.keep(new Vault(SECRET)), state, (vault) -> {
			throw new IllegalStateException(vault.toString());
		}));
		Awaitility.await().until(() -> this.registry.statistics().failures() == 1);
		Gate gate = this.registries.gate();
		Collector.collect(this.registry.register(this.registries.keep(new Vault(SECRET)), gate));
		Awaitility.await().until(() -> !this.registry.statistics().worker().stalled().isEmpty());
		String shown = json(this.endpoint.finalizers()) + json(this.endpoint.finalizersOf("default"))
				+ json(this.endpoint.finalizersOf("vaults"));
		gate.open();
		assertThat(shown).doesNotContain(SECRET)
			.contains("\"referentType\":\"" + Vault.class.getTypeName() + "\"")
			.contains("\"actionType\":\"" + VaultAction.class.getTypeName() + "\"")
			.contains("\"failures\":1", "blockedInTheGate");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "other", "", " ", "default ", "DEFAULT", "../default", "default/../x", "%00",
			"\u0000", "a\nb", "${jndi:ldap://x}", "#{1+1}", "<script>alert(1)</script>", "' or '1'='1", "\ud83d\ude00",
			"\ud83d", "\u202edefault" })
	@DisplayName("C13 a name that is not counted has no description, and is not counted from then on")
	void endpointWhenNameIsUnknownShouldShowNothingAndNotCreateIt(String name) {
		assertThat(this.endpoint.finalizersOf(name)).isNull();
		assertThat(this.endpoint.finalizersOf(name.repeat(100_000))).isNull();
		assertThat(this.registry.statistics().names()).containsOnlyKeys("default");
	}

	@Test
	@DisplayName("C46 however many finalizers and names there are, an answer is bounded, and says that it is cut")
	void endpointWhenThereAreManyShouldAnswerBounded() {
		Object referent = this.registries.referent();
		for (int i = 0; i < 150_000; i++) {
			this.registry.named("name-" + i).register(referent, SECRET, (state) -> {
			});
			this.registry.register(referent, SECRET, (state) -> {
			});
		}
		assertThat(json(this.endpoint.finalizers())).hasSizeLessThan(40_000);
		for (String name : new String[] { "default", "other" }) {
			NamedFinalizersDescriptor descriptor = this.endpoint.finalizersOf(name);
			assertThat(descriptor).isNotNull();
			assertThat(descriptor.live()).isGreaterThan(149_000);
			assertThat(descriptor.truncated()).isTrue();
			assertThat(descriptor.finalizers()).hasSizeBetween(1, 100);
			assertThat(json(descriptor)).hasSizeLessThan(40_000);
		}
	}

	private static String json(Object value) {
		return JsonMapper.shared().writeValueAsString(value);
	}

	/**
	 * Tells its secret wherever it can.
	 *
	 * @param secret the secret
	 */
	public record Vault(String secret) {

	}

	/**
	 * So does this.
	 *
	 * @param secret the secret
	 */
	public record VaultAction(String secret) implements FinalizerAction<Vault> {

		@Override
		public void run(Vault vault) {
		}

	}

}
