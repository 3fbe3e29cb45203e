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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is told of finalizers that must be called and were not.
 */
class LeakTests {

	private static final String HERE = LeakTests.class.getName();

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "CALLED", "DETACHED" })
	@DisplayName("C35 one that must be called and dies uncalled is counted, listed, told and logged, with its place")
	void leakWhenDeadByAnyCauseShouldBeToldWithItsPlace(FinalizerCause death) {
		ManagedRegistry registry = open(
				(builder) -> builder.exitTimeout(Duration.ofMillis(300)).actionTimeout(Duration.ofMillis(300)));
		die(registry, upload(registry, "state"), death);
		await().untilAsserted(() -> assertThat(this.registries.events.leaked()).singleElement().satisfies((leak) -> {
			assertThat(leak.name()).isEqualTo("uploads");
			assertThat(leak.cause()).isEqualTo(death);
			assertThat(leak.actionType()).startsWith(HERE + "$$Lambda");
			assertThat(leak.site()).singleElement().satisfies((frame) -> {
				assertThat(frame.getClassName()).isEqualTo(HERE);
				assertThat(frame.getMethodName()).isEqualTo("upload");
				assertThat(frame.getLineNumber()).isPositive();
			});
			assertThat(leak.count()).isEqualTo(1);
		}));
		FinalizerLeak leak = this.registries.events.leaked().get(0);
		assertThat(registry.statistics().leaks()).isEqualTo(1);
		assertThat(registry.statistics().names().get("uploads").leaks()).isEqualTo(1);
		assertThat(registry.leaks()).containsExactly(leak);
		assertThat(registry.named("uploads").leaks()).containsExactly(leak);
		int ran = (death == FinalizerCause.COLLECTED || death == FinalizerCause.EXIT) ? 1 : 0;
		await().untilAsserted(() -> assertThat(this.ran).hasSize(ran));
		assertThat(leakLines()).singleElement().satisfies((line) -> {
			assertThat(line.level()).isEqualTo(Level.WARNING);
			assertThat(line.message()).isEqualTo("A finalizer of \"uploads\" must be called, and was not: " + how(death)
					+ "; registered at " + leak.site().get(0));
		});
	}

	@Test
	@DisplayName("C1 C7 one that was called or detached is no leak, nor is any of a name that need not be called")
	void leaksWhenCalledOrDetachedOrUnmarkedShouldBeNone() throws Exception {
		ManagedRegistry registry = open((builder) -> builder.mustBeCalled("relaxed", false));
		upload(registry, "called").call();
		assertThat(upload(registry, "detached").detach()).isPresent();
		Collector.collect(registry.named("relaxed").register(this.registries.referent(), "collected", this.ran::add));
		await().until(() -> this.ran.contains("collected"));
		registry.named("relaxed").register(this.registries.referent(), "swept", this.ran::add);
		registry.register(this.registries.referent(), "swept", this.ran::add);
		registry.close();
		assertThat(this.ran).containsExactly("called", "collected", "swept", "swept");
		assertThat(registry.statistics().leaks()).isZero();
		assertThat(registry.leaks()).isEmpty();
		assertThat(this.registries.events.leaked()).isEmpty();
		assertThat(leakLines()).isEmpty();
	}

	@Test
	@DisplayName("C35 the leaks from one place are logged when their number has doubled, and each is told with the count")
	void leaksWhenFromOnePlaceShouldBeLoggedAtGrowingIntervals() {
		ManagedRegistry registry = open();
		for (int i = 0; i < 9; i++) {
			Collector.collect(upload(registry, "state"));
		}
		await().until(() -> this.registries.events.leaked().size() == 9);
		assertThat(this.registries.events.leaked()).extracting(FinalizerLeak::count)
			.containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
		assertThat(leakLines()).extracting(LogLines.Line::message)
			.satisfiesExactly((once) -> assertThat(once).doesNotContain("so far"),
					(twice) -> assertThat(twice).contains("collected (2 from this place so far); registered"),
					(more) -> assertThat(more).contains("(4 from"), (last) -> assertThat(last).contains("(8 from"));
		Collector.collect(registry.named("uploads").register(this.registries.referent(), "here", this.ran::add));
		await().until(() -> this.registries.events.leaked().size() == 10);
		assertThat(leakLines()).hasSize(5);
		assertThat(registry.leaks()).extracting(FinalizerLeak::count).containsExactly(9L, 1L);
		registry.close();
		assertThat(this.registries.log.about("leaks 10")).hasSize(1);
	}

	@Test
	@DisplayName("C35 where no place was recorded the leaks are told by the type of the action")
	void leaksWhenPlaceIsUnknownShouldBeToldByActionType() {
		ManagedRegistry registry = open((builder) -> builder.registrationSites(RegistrationSites.OFF));
		Collector.collect(upload(registry, "state"));
		await().until(() -> this.registries.events.leaked().size() == 1);
		FinalizerLeak leak = this.registries.events.leaked().get(0);
		assertThat(leak.site()).isEmpty();
		assertThat(leakLines()).singleElement()
			.satisfies((line) -> assertThat(line.message())
				.endsWith("; where it was registered was not recorded, its action is a " + leak.actionType()));
	}

	@Test
	@DisplayName("C35 leaks of an ignored place are counted, and neither logged, told nor listed")
	void leaksWhenIgnoredShouldOnlyBeCounted() {
		for (RegistrationSites sites : RegistrationSites.values()) {
			ManagedRegistry registry = open((builder) -> builder.ignoreLeaks("org.example.*", "*LeakTests$ThirdParty")
				.registrationSites(sites));
			Collector.collect(ThirdParty.upload(registry, this.registries.referent()));
			await().until(() -> registry.statistics().leaks() == 1);
			int before = this.registries.events.leaked().size();
			Collector.collect(upload(registry, "state"));
			await().until(() -> this.registries.events.leaked().size() == before + 1);
			assertThat(registry.statistics().leaks()).isEqualTo(2);
			assertThat(registry.leaks()).singleElement().satisfies((leak) -> assertThat(leak.count()).isEqualTo(1));
			assertThat(leakLines()).hasSize(before + 1);
		}
	}

	@Test
	@DisplayName("C5 C35 leaks are counted exactly, whoever calls, detaches, collects and closes, sampled or not")
	void leaksWhenManyThreadsEndFinalizersShouldBeCountedExactly() throws Exception {
		for (RegistrationSites sites : RegistrationSites.values()) {
			ManagedRegistry registry = open((builder) -> builder.registrationSites(sites));
			int before = this.registries.events.leaked().size();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			List<Future<?>> done = Stream.<Future<?>>generate(() -> threads.submit(() -> endDifferently(registry)))
				.limit(4)
				.toList();
			for (Future<?> each : done) {
				each.get();
			}
			threads.shutdown();
			registry.close();
			assertThat(registry.statistics().leaks()).isEqualTo(4 * 250);
			assertThat(registry.leaks().stream().mapToLong(FinalizerLeak::count).sum()).isEqualTo(4 * 250);
			assertThat(this.registries.events.leaked()).hasSize(before + 4 * 250);
		}
	}

	@Test
	@DisplayName("C46 a name is marked however it is written, and what is counted as other never")
	void markWhenNameIsWrittenLooselyShouldHoldButNotForOther() {
		ManagedRegistry registry = open((builder) -> builder.mustBeCalled("thumb-nails", true));
		for (int i = 0; i < 100; i++) {
			registry.named("n" + i);
		}
		Collector.collect(registry.named("thumb-nails").register(this.registries.referent(), "marked", this.ran::add));
		Collector.collect(registry.named("thumbNails").register(this.registries.referent(), "other", this.ran::add));
		await().until(() -> registry.deadCount() == 2);
		assertThat(registry.statistics().leaks()).isEqualTo(1);
		ManagedRegistry roomy = open((builder) -> builder.mustBeCalled("thumb-nails", true));
		Collector.collect(roomy.named("thumbNails").register(this.registries.referent(), "loosely", this.ran::add));
		await().until(() -> roomy.statistics().leaks() == 1);
	}

	@Test
	@DisplayName("C22 a stack that must be called and is not is one leak")
	void leakWhenStackIsNotCalledShouldBeOne() {
		ManagedRegistry registry = open();
		var stack = registry.named("uploads").newStack(this.registries.referent());
		stack.push("older", this.ran::add);
		stack.push("newer", this.ran::add);
		Collector.collect(stack);
		await().until(() -> this.registries.events.leaked().size() == 1);
		assertThat(this.registries.events.leaked().get(0).site().get(0).getMethodName()).startsWith("leakWhenStack");
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("newer", "older"));
		assertThat(registry.statistics().leaks()).isEqualTo(1);
	}

	@Test
	@DisplayName("C34 a leak whose action hangs is told all the same, before it begins")
	void leakWhenActionHangsShouldBeTold() {
		ManagedRegistry registry = open((builder) -> builder.actionTimeout(Duration.ofMillis(100)));
		registry.named("uploads").register(this.registries.referent(), this.registries.stubbornGate());
		registry.close();
		assertThat(this.registries.events.leaked()).hasSize(1);
		assertThat(registry.leaks()).hasSize(1);
		assertThat(leakLines()).hasSize(1);
	}

	@Test
	@DisplayName("C35 the leaks of one lambda are of one place, whether that was recorded of each or of a sample")
	void leaksWhenSampledShouldBeOfOnePlace() {
		ManagedRegistry registry = open((builder) -> builder.registrationSites(RegistrationSites.SAMPLED));
		for (int i = 0; i < 100; i++) {
			upload(registry, "state");
		}
		registry.close();
		assertThat(registry.leaks()).singleElement().satisfies((leak) -> {
			assertThat(leak.count()).isEqualTo(100);
			assertThat(leak.site()).hasSize(1);
		});
	}

	@Test
	@DisplayName("C22 a stack of somebody else is ignored by its newest action, where its place was not recorded")
	void leakWhenStackIsIgnoredShouldOnlyBeCounted() {
		ManagedRegistry registry = open(
				(builder) -> builder.registrationSites(RegistrationSites.OFF).ignoreLeaks("*LeakTests$ThirdParty"));
		ThirdParty.pushOn(registry.named("uploads").newStack(this.registries.referent()));
		registry.close();
		assertThat(registry.statistics().leaks()).isEqualTo(1);
		assertThat(registry.leaks()).isEmpty();
	}

	@Test
	@DisplayName("C23 a leak whose action fails is both: a failure and a leak")
	void leakWhenActionFailsShouldBeBoth() {
		ManagedRegistry registry = open();
		Collector.collect(registry.named("uploads").register(this.registries.referent(), () -> {
			throw new IllegalStateException("failed");
		}));
		await().until(() -> this.registries.events.leaked().size() == 1);
		await().untilAsserted(() -> assertThat(this.registries.events.failed()).hasSize(1));
	}

	private ManagedRegistry open() {
		return open((builder) -> {
		});
	}

	private ManagedRegistry open(Consumer<FinalizerRegistryBuilder> settings) {
		return this.registries.open((builder) -> settings
			.accept(builder.mustBeCalled("uploads", true).registrationSites(RegistrationSites.ALL)));
	}

	private Finalizer<Void> upload(FinalizerRegistry registry, String state) {
		return registry.named("uploads").register(this.registries.referent(), state, this.ran::add);
	}

	private void endDifferently(ManagedRegistry registry) {
		for (int i = 0; i < 500; i++) {
			Finalizer<Void> finalizer = upload(registry, "state");
			switch (i % 4) {
				case 0 -> finalizer.clean();
				case 1 -> assertThat(finalizer.detach()).isPresent();
				case 2 -> Collector.collect(finalizer);
				default -> finalizer.setAtExit(i % 8 == 3);
			}
		}
	}

	private void die(ManagedRegistry registry, Finalizer<Void> finalizer, FinalizerCause death) {
		switch (death) {
			case COLLECTED -> Collector.collect(finalizer);
			case ABANDONED -> finalizer.setAtExit(false);
			case UNREACHED -> registry.register(this.registries.referent(), this.registries.stubbornGate());
			default -> {
			}
		}
		if (death != FinalizerCause.COLLECTED) {
			registry.close();
		}
		await().until(() -> registry.statistics().finished(death) == 1);
	}

	private List<LogLines.Line> leakLines() {
		return this.registries.log.alarmsAbout("must be called");
	}

	private static String how(FinalizerCause death) {
		return switch (death) {
			case COLLECTED -> "its referent was collected";
			case EXIT -> "the exit sweep ran it";
			case ABANDONED -> "it was abandoned at close";
			case UNREACHED -> "the exit was over before its turn";
			default -> throw new AssertionError(death);
		};
	}

	/**
	 * Code of somebody else.
	 */
	private static final class ThirdParty {

		static void pushOn(FinalizerStack stack) {
			stack.push(() -> {
			});
		}

		static Finalizer<Void> upload(FinalizerRegistry registry, Object referent) {
			return registry.named("uploads").register(referent, () -> {
			});
		}

	}

}
