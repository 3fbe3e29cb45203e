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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class CloseTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C35 after the close handles are dead and run nothing, nothing is live, and no thread is left")
	void closeWhenDoneShouldLeaveNothing() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> swept = register(registry, "swept");
		Finalizer<Void> abandoned = register(registry, "abandoned");
		abandoned.setAtExit(false);
		Collector.collect(register(registry, "collected"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("collected"));
		assertThat(this.registries.threads()).isNotEmpty();
		registry.close();
		assertThat(this.registries.threads()).isEmpty();
		assertThat(registry.liveCount()).isZero();
		for (Finalizer<Void> handle : List.of(swept, abandoned)) {
			assertThat(handle.isAlive()).isFalse();
			assertThat(handle.call()).isNull();
			handle.clean();
			assertThat(handle.detach()).isEmpty();
			assertThat(handle.peek()).isEmpty();
			assertThat(handle.isAtExit()).isFalse();
			assertThat(handle.toString()).contains("dead");
		}
		assertThat(this.ran).containsExactly("collected", "swept");
	}

	@Test
	@DisplayName("C35 a second close does nothing")
	void closeWhenRepeatedShouldDoNothing() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "swept");
		registry.close();
		FinalizerStatistics statistics = registry.statistics();
		registry.close();
		assertThat(this.ran).containsExactly("swept");
		assertThat(registry.statistics()).isEqualTo(statistics);
		assertThat(this.registries.events.sweepsEnded()).hasSize(1);
	}

	@Test
	@DisplayName("C35 after the close register throws, saying what to do, in every form and on every view, and counts nothing")
	void registerWhenClosedShouldThrow() {
		ManagedRegistry registry = this.registries.open();
		FinalizerRegistry view = registry.named("view");
		register(registry, "swept");
		registry.close();
		Object referent = this.registries.referent();
		List<Runnable> refused = List.of(() -> registry.register(referent, this.ran::clear),
				() -> registry.register(referent, "late", this.ran::add),
				() -> registry.registerCallable(referent, this.ran::size),
				() -> registry.registerCallable(referent, "late", this.ran::add), () -> registry.newStack(referent),
				() -> view.register(referent, this.ran::clear),
				() -> registry.named("another").register(referent, this.ran::clear));
		assertThat(refused).allSatisfy((call) -> assertThatIllegalStateException().isThrownBy(call::run)
			.withMessageContaining("closed")
			.withMessageContaining("java.lang.Object")
			.withMessageContaining("yourself"));
		assertThat(registry.deadCount()).isEqualTo(1);
		assertThat(this.ran).containsExactly("swept");
	}

	@Test
	@DisplayName("C35 statistics stay readable after the close, and say that the worker has ended")
	void statisticsWhenClosedShouldStayReadable() {
		ManagedRegistry registry = this.registries.open();
		register(registry.named("images"), "swept");
		registry.close();
		assertThat(registry.statistics().worker().state()).isEqualTo(WorkerState.ENDED);
		assertThat(registry.statistics().worker().stalled()).isEmpty();
		assertThat(registry.named("images").statistics().finished(FinalizerCause.EXIT)).isEqualTo(1);
		assertThat(registry.listing(10).entries()).isEmpty();
		registry.forEachName((name) -> {
		});
	}

	@Test
	@DisplayName("C35 those not to run at exit are abandoned, counted, and logged once, with their names")
	void closeWhenSomeAreAbandonedShouldLogOnce() {
		ManagedRegistry registry = this.registries.open();
		for (int i = 0; i < 20; i++) {
			register(registry.named("caches"), "abandoned").setAtExit(false);
		}
		register(registry, "swept");
		registry.close();
		assertThat(this.ran).containsExactly("swept");
		assertThat(registry.named("caches").statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(20);
		assertThat(this.registries.log.about("abandoned")).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("caches", "20"));
		assertThat(this.registries.events.sweepsEnded()).singleElement()
			.satisfies((result) -> assertThat(result.abandoned()).isEqualTo(20));
		assertThat(this.registries.events.causes()).filteredOn((cause) -> cause == FinalizerCause.ABANDONED)
			.hasSize(20);
	}

	@Test
	@DisplayName("C35 two registries of one builder are apart: closing one leaves the other at work")
	void closeWhenBuilderBuiltTwoShouldEndOne() {
		FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create()
			.log(this.registries.log)
			.name("images", true);
		ManagedRegistry first = this.registries.add(builder.build());
		ManagedRegistry second = this.registries.add(builder.build());
		register(first.named("images"), "first");
		Finalizer<Void> other = register(second.named("images"), "second");
		first.close();
		assertThat(this.ran).containsExactly("first");
		assertThat(other.isAlive()).isTrue();
		Collector.collect(other);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("first", "second"));
		assertThat(second.named("images").statistics().finished(FinalizerCause.COLLECTED)).isEqualTo(1);
		assertThat(first.named("images").statistics().finished(FinalizerCause.COLLECTED)).isZero();
	}

	@Test
	@DisplayName("C34 limits as long as can be mean never, and the exit is as quick as its actions")
	void closeWhenLimitsAreHugeShouldEnd() {
		Duration never = Duration.ofSeconds(Long.MAX_VALUE);
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(never).exitTimeout(never).stallThreshold(never));
		register(registry, "swept");
		Collector.collect(register(registry, "collected"));
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("collected"));
		registry.close();
		assertThat(this.ran).containsExactly("collected", "swept");
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

}
