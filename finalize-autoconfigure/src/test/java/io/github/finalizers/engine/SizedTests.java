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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link FinalizerRegistry#sized}: what is held, and when it is given back.
 */
class SizedTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private ManagedRegistry registry;

	@ParameterizedTest
	@MethodSource
	@DisplayName("size: every form holds it while it is live, and holds nothing once it was called")
	void registerWhenSizedShouldHoldTheBytesInEveryForm(BiFunction<FinalizerRegistry, Object, Finalizer<?>> form)
			throws Exception {
		Finalizer<?> finalizer = form.apply(open().named("tiles").sized(4096), this.registries.referent());
		assertThat(bytes("tiles")).isEqualTo(4096);
		assertThat(this.registry.statistics().bytes()).isEqualTo(4096);
		finalizer.call();
		assertThat(bytes("tiles")).isZero();
	}

	static Stream<BiFunction<FinalizerRegistry, Object, Finalizer<?>>> registerWhenSizedShouldHoldTheBytesInEveryForm() {
		return Stream.of((registry, referent) -> registry.register(referent, SizedTests::nothing),
				(registry, referent) -> registry.register(referent, "state", (state) -> nothing()),
				(registry, referent) -> registry.registerCallable(referent, () -> 1),
				(registry, referent) -> registry.registerCallable(referent, "state", (state) -> 1),
				(registry, referent) -> {
					FinalizerStack stack = registry.newStack(referent);
					stack.push(SizedTests::nothing);
					stack.push(SizedTests::nothing);
					return stack;
				});
	}

	@Test
	@DisplayName("size: bytes are added up by name and in all; what has no size holds none")
	void statisticsShouldAddUpByName() {
		FinalizerRegistry tiles = open().named("tiles");
		register(tiles.sized(1L << 40));
		register(tiles.sized(5));
		register(tiles);
		register(this.registry.sized(7));
		register(this.registry.named("others"));
		assertThat(bytes("tiles")).isEqualTo((1L << 40) + 5);
		assertThat(tiles.statistics().bytes()).isEqualTo((1L << 40) + 5);
		assertThat(bytes("default")).isEqualTo(7);
		assertThat(bytes("others")).isZero();
		assertThat(this.registry.statistics().bytes()).isEqualTo((1L << 40) + 12);
	}

	@Test
	@DisplayName("size: a name keeps it, another size replaces it, and the view counts what its name counts")
	void sizedShouldComposeWithNamed() {
		open();
		register(this.registry.sized(8).named("tiles"));
		register(this.registry.named("tiles").sized(8).sized(16));
		register(this.registry.named("tiles").sized(8).sized(0));
		assertThat(bytes("tiles")).isEqualTo(24);
		assertThat(this.registry.named("tiles").sized(1).liveCount()).isEqualTo(3);
	}

	@Test
	@DisplayName("size: a name that is not to run at exit is not, with a size too")
	void sizedWhenNameIsNotAtExitShouldKeepThat() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name("tiles", false));
		assertThat(register(registry.named("tiles").sized(8)).isAtExit()).isFalse();
		assertThat(register(registry.sized(8).named("tiles")).isAtExit()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE, (1L << 46) + 1, Long.MAX_VALUE })
	@DisplayName("size: what is no size is refused")
	void sizedWhenOutOfRangeShouldBeRefused(long bytes) {
		assertThatIllegalArgumentException().isThrownBy(() -> open().named("tiles").sized(bytes))
			.withMessage("The size must be 0 to 2^46 bytes, not " + bytes);
	}

	@Test
	@DisplayName("size: bytes are held until the action has finished, on the caller")
	void bytesWhenCalledShouldBeHeldUntilTheActionHasFinished() {
		Gate gate = this.registries.gate();
		Finalizer<Void> finalizer = open().named("tiles").sized(8).register(this.registries.referent(), gate);
		Future<?> call = this.registries.elsewhere(finalizer::clean);
		gate.awaitEntered();
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(bytes("tiles")).isEqualTo(8);
		gate.open();
		assertThat(call).succeedsWithin(5, TimeUnit.SECONDS);
		assertThat(bytes("tiles")).isZero();
	}

	@Test
	@DisplayName("size: bytes are held until the action of a collected one has finished, and given back if it throws")
	void bytesWhenCollectedShouldBeHeldUntilTheActionHasFinished() {
		Gate gate = this.registries.gate();
		Finalizer<Void> finalizer = open().named("tiles").sized(8).register(this.registries.referent(), () -> {
			gate.run();
			throw new IllegalStateException("on purpose");
		});
		Collector.collect(finalizer);
		gate.awaitEntered();
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(bytes("tiles")).isEqualTo(8);
		gate.open();
		await().until(() -> bytes("tiles") == 0);
		await().until(() -> this.registries.events.failed().size() == 1);
	}

	@Test
	@DisplayName("size: bytes are given back at once when detached; who registers again says the size anew")
	void bytesWhenDetachedShouldBeGivenBackAndNotMoveWithTheBinding() {
		FinalizerRegistry tiles = open().named("tiles");
		Finalizer<Void> finalizer = register(tiles.sized(8));
		Finalizer.Binding binding = finalizer.detach().orElseThrow();
		assertThat(bytes("tiles")).isZero();
		binding.registerTo(tiles, this.registries.referent());
		assertThat(bytes("tiles")).isZero();
		binding.registerTo(tiles.sized(24), this.registries.referent());
		assertThat(bytes("tiles")).isEqualTo(24);
	}

	@Test
	@DisplayName("size: of several that end one finalizer one gives its bytes back")
	void bytesWhenEndedTwiceShouldBeGivenBackOnce() {
		Finalizer<Void> finalizer = register(open().named("tiles").sized(8));
		register(this.registry.named("tiles").sized(8));
		finalizer.clean();
		finalizer.clean();
		finalizer.detach();
		assertThat(bytes("tiles")).isEqualTo(8);
	}

	@Test
	@DisplayName("size: after the close nothing is held: what ran at exit, was abandoned, or unreached")
	void bytesWhenClosedShouldBeZero() {
		ManagedRegistry swept = this.registries.open((builder) -> builder.name("abandoned", false));
		register(swept.named("swept").sized(8));
		register(swept.named("abandoned").sized(8));
		swept.close();
		assertThat(swept.statistics().bytes()).isZero();
		ManagedRegistry hurried = this.registries
			.open((builder) -> builder.exitTimeout(Duration.ofMillis(50)).actionTimeout(Duration.ofMillis(50)));
		register(hurried.named("unreached").sized(8));
		hurried.named("left").register(this.registries.referent(), this.registries.stubbornGate());
		hurried.close();
		assertThat(this.registries.log.about("unreached in time {unreached=1}")).hasSize(1);
		assertThat(hurried.statistics().bytes()).isZero();
	}

	@Test
	@DisplayName("size: an action that is left behind gives its bytes back when it ends at last")
	void bytesWhenLeftBehindShouldBeGivenBackAtTheEnd() {
		ManagedRegistry hurried = this.registries
			.open((builder) -> builder.exitTimeout(Duration.ofSeconds(5)).actionTimeout(Duration.ofMillis(50)));
		Gate gate = this.registries.stubbornGate();
		hurried.sized(8).register(this.registries.referent(), gate);
		hurried.close();
		assertThat(hurried.statistics().bytes()).isEqualTo(8);
		gate.open();
		await().until(() -> hurried.statistics().bytes() == 0);
	}

	@Test
	@DisplayName("C35 what is registered after the close holds nothing")
	void registerWhenClosedShouldHoldNothing() {
		open().close();
		assertThatIllegalStateException().isThrownBy(() -> register(this.registry.named("tiles").sized(8)));
		assertThat(bytes("tiles")).isZero();
	}

	@Test
	@DisplayName("size: a registry that is driven by hand has sizes too")
	void bytesWhenDrivenByHandShouldBeGivenBack() {
		try (DrivenRegistry driven = FinalizerRegistryBuilder.create().buildDriven()) {
			Object referent = this.registries.referent();
			driven.sized(8).register(referent, SizedTests::nothing);
			assertThat(driven.statistics().bytes()).isEqualTo(8);
			assertThat(driven.collect(referent)).isEqualTo(1);
			assertThat(driven.statistics().bytes()).isZero();
		}
	}

	private ManagedRegistry open() {
		this.registry = this.registries.open();
		return this.registry;
	}

	private long bytes(String name) {
		return this.registry.statistics().names().get(name).bytes();
	}

	private Finalizer<Void> register(FinalizerRegistry view) {
		return view.register(this.registries.referent(), SizedTests::nothing);
	}

	private static void nothing() {
	}

}
