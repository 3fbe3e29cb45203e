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

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for the limit of a name, where nobody waits.
 */
class LimitTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicLong clock = new AtomicLong();

	private ManagedRegistry registry;

	@Test
	@DisplayName("limit: warn registers all the same, and tells of each crossing once, at most once a minute")
	void registerWhenPolicyIsWarnShouldTellOfEachCrossing() {
		FinalizerRegistry tiles = open((builder) -> builder.limit("tiles", FinalizerLimit.ofCount(2).andBytes(100)));
		List<Finalizer<Void>> live = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			live.add(register(tiles.sized(10)));
		}
		assertThat(tiles.liveCount()).isEqualTo(5);
		assertThat(this.registries.log.alarms()).singleElement().satisfies((line) -> {
			assertThat(line.level()).isEqualTo(Level.WARNING);
			assertThat(line.message()).isEqualTo("The limit of \"tiles\" has been crossed: 3 of at most 2 finalizers"
					+ " and 30 of at most 100 bytes are held; all is registered nevertheless, and the collector is asked"
					+ " for help");
		});
		assertThat(counts().limitExceeded()).isEqualTo(3);
		live.subList(0, 3).forEach(Finalizer::clean);
		live.add(register(tiles));
		assertThat(this.registries.log.alarms()).hasSize(1);
		live.forEach(Finalizer::clean);
		this.clock.addAndGet(Duration.ofMinutes(1).toNanos());
		for (int i = 0; i < 5; i++) {
			register(tiles);
		}
		assertThat(this.registries.log.alarmsAbout("The limit of \"tiles\"")).hasSize(2);
	}

	@Test
	@DisplayName("limit: who crosses it while the last warning is fresh, and stays past it, is told of later")
	void registerWhenCrossedInTheQuietMinuteShouldTellLater() {
		FinalizerRegistry tiles = open((builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1)));
		register(tiles);
		register(tiles).clean();
		register(tiles);
		assertThat(this.registries.log.alarms()).hasSize(1);
		this.clock.addAndGet(Duration.ofMinutes(1).toNanos());
		register(tiles);
		register(tiles);
		assertThat(this.registries.log.alarms()).hasSize(2);
	}

	@Test
	@DisplayName("limit: one alone that is larger than the limit is registered with a warning")
	void registerWhenPolicyIsWarnAndTooLargeShouldTell() {
		FinalizerRegistry tiles = open((builder) -> builder.limit("tiles", FinalizerLimit.ofBytes(100)));
		register(tiles.sized(101));
		assertThat(this.registries.log.alarmsAbout("101 of at most 100 bytes are held")).hasSize(1);
		assertThat(counts().bytes()).isEqualTo(101);
	}

	@Test
	@DisplayName("limit: fail refuses with the figures and the cure, and nothing is registered")
	void registerWhenPolicyIsFailShouldRefuse() {
		FinalizerRegistry tiles = open(
				(builder) -> builder.limit("tiles", FinalizerLimit.ofBytes(100).with(LimitPolicy.FAIL)));
		Finalizer<Void> first = register(tiles.sized(60));
		Object referent = this.registries.referent();
		assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> tiles.sized(41).register(referent, LimitTests::nothing))
			.withMessage("The limit of \"tiles\" is reached, so nothing was registered for the java.lang.Object:"
					+ " 60 of at most 100 bytes are held, and 41 bytes more asked for;"
					+ " release what is not needed, raise the limit, or try again later")
			.extracting(FinalizerLimitException::getName)
			.isEqualTo("tiles");
		assertThat(tiles.liveCount()).isEqualTo(1);
		assertThat(counts().bytes()).isEqualTo(60);
		register(tiles.sized(40));
		first.clean();
		register(tiles.sized(60));
		assertThat(counts().bytes()).isEqualTo(100);
		assertThat(counts().limitExceeded()).isEqualTo(1);
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("limit: stacks count as one, and are refused as all others")
	void newStackWhenAtTheLimitShouldBeRefused() {
		FinalizerRegistry tiles = open(
				(builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		Finalizer<Void> stack = tiles.newStack(this.registries.referent());
		assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> tiles.newStack(this.registries.referent()))
			.withMessageContaining("1 of at most 1 finalizers are held, and one more asked for");
		stack.clean();
		tiles.newStack(this.registries.referent());
	}

	@ParameterizedTest
	@ValueSource(strings = { "FAIL", "WAIT" })
	@DisplayName("limit: one alone that is larger than the limit is refused at once")
	void registerWhenLargerThanTheLimitShouldBeRefusedAtOnce(LimitPolicy policy) {
		FinalizerRegistry tiles = open((builder) -> builder.limit("tiles", FinalizerLimit.ofBytes(100).with(policy)));
		this.registries.promptlyElsewhere(() -> assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> register(tiles.sized(101)))
			.withMessageContaining("that is more than the whole limit"));
	}

	@Test
	@DisplayName("limit: other names have none; another spelling of the name has one of its own")
	void registerWhenNameHasNoLimitShouldNotBeRefused() {
		open((builder) -> builder.limit("map-tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		for (int i = 0; i < 3; i++) {
			register(this.registry.named("others").sized(1000));
			register(this.registry);
		}
		register(this.registry.named("map-tiles"));
		register(this.registry.named("mapTiles"));
		assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> register(this.registry.named("map-tiles")));
		assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> register(this.registry.named("mapTiles")));
	}

	@Test
	@DisplayName("C46 a configured name is counted apart however many there are; those counted together have no limit")
	void registerWhenNamesAreManyShouldLimitTheConfiguredOne() {
		open((builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		for (int i = 0; i < 200; i++) {
			register(this.registry.named("name" + i).sized(1));
		}
		register(this.registry.named("t.i.l.e.s"));
		register(this.registry.named("t.i.l.e.s"));
		register(this.registry.named("tiles"));
		assertThatExceptionOfType(FinalizerLimitException.class)
			.isThrownBy(() -> register(this.registry.named("tiles")));
		assertThat(this.registry.statistics().names().get("other").limit()).isNull();
		assertThat(this.registry.statistics().bytes()).isEqualTo(200);
	}

	@Test
	@DisplayName("limit: the statistics show it")
	void statisticsShouldShowTheLimit() {
		open((builder) -> builder.limit("tiles",
				FinalizerLimit.ofCount(3).andBytes(4).waitAtMost(Duration.ofMillis(7))));
		assertThat(counts().limit()).isEqualTo(new FinalizerLimit(3, 4, LimitPolicy.WAIT, Duration.ofMillis(7)));
		assertThat(this.registry.statistics().names().get("default").limit()).isNull();
	}

	@Test
	@DisplayName("limit: what is refused otherwise takes no place")
	void registerWhenRefusedOtherwiseShouldTakeNoPlace() {
		FinalizerRegistry tiles = open(
				(builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		Object referent = this.registries.referent();
		assertThatIllegalArgumentException().isThrownBy(() -> tiles.register(1, LimitTests::nothing));
		assertThatIllegalArgumentException().isThrownBy(() -> tiles.register(referent, referent, (state) -> nothing()));
		register(tiles);
	}

	@Test
	@DisplayName("C35 after the close registering says that, whatever the limit says")
	void registerWhenClosedShouldSaySo() {
		FinalizerRegistry tiles = open(
				(builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		register(tiles);
		this.registry.close();
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(() -> register(tiles.sized(8)))
				.withMessageStartingWith("The registry has closed");
		}
		assertThat(counts().bytes()).isZero();
	}

	@Test
	@DisplayName("C19 what an action registers at exit is refused past the limit, and the rest still run")
	void registerWhenInsideAnActionAtExitShouldBeRefused() {
		FinalizerRegistry tiles = open(
				(builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1).with(LimitPolicy.FAIL)));
		tiles.register(this.registries.referent(), () -> register(tiles));
		this.registry.close();
		assertThat(this.registries.events.failed()).singleElement()
			.satisfies((failed) -> assertThat(failed.failure()).isInstanceOf(FinalizerLimitException.class));
	}

	@Test
	@DisplayName("limit: wrong settings are refused with the cure")
	void buildWhenSettingsAreWrongShouldRefuse() {
		FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.collectionInterval(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> builder.limit("other", FinalizerLimit.ofCount(1)));
		assertThatNullPointerException().isThrownBy(() -> builder.limit("tiles", null)).withMessage("limit");
	}

	@Test
	@DisplayName("limit: of a name it is the last that was set")
	void limitWhenSetAgainShouldReplaceTheFirst() {
		open((builder) -> builder.limit("tiles", FinalizerLimit.ofCount(1)).limit("tiles", FinalizerLimit.ofBytes(2)));
		assertThat(counts().limit()).isEqualTo(FinalizerLimit.ofBytes(2));
	}

	private FinalizerRegistry open(Consumer<FinalizerRegistryBuilder> settings) {
		this.registry = this.registries.open((builder) -> settings.accept(builder.clock(this.clock::get)));
		return this.registry.named("tiles");
	}

	private OfName counts() {
		return this.registry.statistics().names().get("tiles");
	}

	private Finalizer<Void> register(FinalizerRegistry view) {
		return view.register(this.registries.referent(), LimitTests::nothing);
	}

	private static void nothing() {
	}

}
