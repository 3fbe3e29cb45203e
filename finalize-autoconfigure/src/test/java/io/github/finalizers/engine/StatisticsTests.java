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
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

class StatisticsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C35 live and dead are counted exactly, per name, per cause and in all, at every quiet moment")
	void statisticsWhenEachCauseOccursShouldCountIt() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerRegistry images = registry.named("images");
		FinalizerRegistry files = registry.named("files");
		register(images, "called").call();
		register(images, "called").clean();
		register(images, "detached").detach();
		register(files, "exit");
		register(files, "abandoned").setAtExit(false);
		Finalizer<Void> collected = register(files, "collected");
		assertThat(registry.liveCount()).isEqualTo(3);
		assertThat(registry.deadCount()).isEqualTo(3);
		assertThat(images.liveCount()).isZero();
		assertThat(files.liveCount()).isEqualTo(3);
		assertThat(files.deadCount()).isZero();
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(files.deadCount()).isEqualTo(1));
		registry.close();
		assertThat(counts(registry, "images")).containsExactly(2L, 0L, 0L, 1L, 0L, 0L);
		assertThat(counts(registry, "files")).containsExactly(0L, 1L, 1L, 0L, 1L, 0L);
		assertThat(registry.deadCount()).isEqualTo(6);
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(2);
		assertThat(registry.statistics().dead()).isEqualTo(6);
	}

	@Test
	@DisplayName("C35 failures, actions and their time count what ran on the threads of the registry, not calls")
	void statisticsWhenActionsRunShouldCountThem() {
		AtomicLong clock = new AtomicLong();
		ManagedRegistry registry = this.registries.open((builder) -> builder.clock(clock::get));
		Runnable failing = () -> {
			clock.addAndGet(Duration.ofSeconds(1).toNanos());
			throw new IllegalStateException("failed");
		};
		FinalizerRegistry view = registry.named("images");
		Finalizer<Void> called = view.register(this.registries.referent(), failing);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(called::clean);
		assertThat(ofName(registry, "images").failures()).isZero();
		assertThat(ofName(registry, "images").actions()).isZero();
		Collector.collect(view.register(this.registries.referent(), failing));
		await().untilAsserted(() -> assertThat(this.registries.events.causes()).hasSize(2));
		view.register(this.registries.referent(), failing);
		register(view, "succeeds");
		registry.close();
		assertThat(ofName(registry, "images").failures()).isEqualTo(2);
		assertThat(ofName(registry, "images").actions()).isEqualTo(3);
		assertThat(ofName(registry, "images").actionTime()).isEqualTo(Duration.ofSeconds(2));
		assertThat(registry.statistics().failures()).isEqualTo(2);
		assertThat(this.registries.events.finalized()).extracting(Events.Finalized::duration)
			.containsExactly(null, Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1));
	}

	@Test
	@DisplayName("C35 a snapshot does not change afterwards, and cannot be changed")
	void statisticsWhenMoreHappensShouldStayAsTheyWere() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "called").clean();
		FinalizerStatistics before = registry.statistics();
		register(registry.named("later"), "called").clean();
		assertThat(before.dead()).isEqualTo(1);
		assertThat(before.names()).doesNotContainKey("later");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> before.names().clear());
		assertThat(registry.statistics().dead()).isEqualTo(2);
	}

	@Test
	@DisplayName("C46 default and configured names are there from the start, with 0; the names are sorted")
	void namesWhenConfiguredShouldBeThereFromStart() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name("zebra", true).name("ape", false));
		assertThat(registry.statistics().names().keySet()).containsExactly("ape", "default", "zebra");
		assertThat(registry.statistics().names().values())
			.allSatisfy((counts) -> assertThat(counts.live() + counts.dead()).isZero());
		assertThat(registry.named("ape").statistics().names().keySet()).containsExactly("ape");
	}

	@Test
	@DisplayName("C46 a consumer of names gets those that are there and those that come, each once")
	void forEachNameWhenNamesComeShouldHandOverOnce() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name("configured", true));
		registry.named("before");
		List<String> names = new CopyOnWriteArrayList<>();
		registry.forEachName((name) -> {
			throw new IllegalStateException("consumer's own");
		});
		registry.forEachName(names::add);
		assertThat(names).containsExactlyInAnyOrder("default", "configured", "before");
		registry.named("after");
		registry.named("after").named("before");
		register(registry.named("after"), "called").clean();
		assertThat(names).containsExactlyInAnyOrder("default", "configured", "before", "after");
	}

	@Test
	@DisplayName("C12 a listing shows live finalizers by name and types, with flag and age, and no more than asked for")
	void listingWhenSomeAreLiveShouldShowThem() {
		AtomicLong clock = new AtomicLong(42);
		ManagedRegistry registry = this.registries.open((builder) -> builder.clock(clock::get));
		Finalizer<Void> first = registry.named("images")
			.register(this.registries.keep(new StringBuilder()), new Hostile.Action(), new Hostile.Action());
		clock.addAndGet(Duration.ofHours(1).toNanos());
		register(registry.named("files"), "second").setAtExit(false);
		assertThat(registry.named("images").listing(10).entries()).singleElement().satisfies((entry) -> {
			assertThat(entry.name()).isEqualTo("images");
			assertThat(entry.referentType()).isEqualTo("java.lang.StringBuilder");
			assertThat(entry.actionType()).contains("Hostile").contains("Action");
			assertThat(entry.atExit()).isTrue();
			assertThat(entry.age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
		});
		FinalizerListing files = registry.named("files").listing(10);
		assertThat(files.entries()).singleElement().satisfies((entry) -> {
			assertThat(entry.atExit()).isFalse();
			assertThat(entry.age()).isLessThan(Duration.ofMinutes(1));
		});
		assertThat(registry.listing(10).oldest()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
		assertThat(registry.listing(10).entries()).hasSize(2);
		assertThat(registry.listing(10).truncated()).isFalse();
		assertThat(registry.listing(1).entries()).hasSize(1);
		assertThat(registry.listing(1).truncated()).isTrue();
		first.clean();
		assertThat(registry.named("images").listing(10).entries()).isEmpty();
		assertThat(registry.named("images").listing(10).oldest()).isNull();
	}

	@Test
	@DisplayName("C12 a listing of none is of none, a negative one is refused, and a stack is shown as one")
	void listingWhenLimitIsAtTheEdgeShouldKeepToIt() {
		ManagedRegistry registry = this.registries.open();
		assertThat(registry.listing(0).entries()).isEmpty();
		assertThat(registry.listing(0).truncated()).isFalse();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push("a", this.ran::add);
		stack.push("b", this.ran::add);
		assertThat(registry.listing(0).entries()).isEmpty();
		assertThat(registry.listing(0).truncated()).isTrue();
		assertThat(registry.listing(10).entries()).hasSize(1);
		assertThatIllegalArgumentException().isThrownBy(() -> registry.listing(-1)).withMessageContaining("-1");
	}

	@Test
	@DisplayName("C10 a listing shows one whose referent is gone, without the type of the referent")
	void listingWhenReferentIsGoneShouldTellSo() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), gate));
		gate.awaitEntered();
		Collector.collect(register(registry, "waiting"));
		assertThat(registry.listing(10).entries()).singleElement()
			.satisfies((entry) -> assertThat(entry.referentType()).isNull());
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("waiting"));
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private static OfName ofName(FinalizerRegistry registry, String name) {
		return registry.statistics().names().get(name);
	}

	private static List<Long> counts(FinalizerRegistry registry, String name) {
		return Stream.of(FinalizerCause.values()).map(ofName(registry, name)::finished).toList();
	}

}
