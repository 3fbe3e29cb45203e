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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Sites}, {@link Site} and {@link Tracking}.
 */
class SitesTests {

	private static final Duration MINUTES = Duration.ofMinutes(10);

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicLong clock = new AtomicLong();

	private final Object referent = new Object();

	private final Runnable action = () -> {
	};

	@Test
	@DisplayName("C12 with all sites a listing shows the frame of whoever called, for every form, view and wrapper")
	void listingWhenAllAreRecordedShouldShowTheCaller() {
		ManagedRegistry registry = open(RegistrationSites.ALL);
		List<Consumer<FinalizerRegistry>> forms = List.of((view) -> view.register(this.referent, this.action),
				(view) -> view.register(this.referent, "state", SitesTests::ignore),
				(view) -> view.registerCallable(this.referent, () -> 1),
				(view) -> view.registerCallable(this.referent, "state", String::length),
				(view) -> view.newStack(this.referent),
				(view) -> new Binding(this.referent, this.action, null).registerTo(view, this.referent));
		forms.forEach((form) -> form.accept(registry));
		forms.forEach((form) -> form.accept(registry.named("view")));
		assertThat(registry.listing(100).entries()).hasSize(12)
			.allSatisfy((entry) -> assertThat(entry.site()).singleElement()
				.satisfies((frame) -> assertThat(frame.getClassName()).startsWith(SitesTests.class.getName())));
	}

	@Test
	@DisplayName("C12 with sites off none is shown")
	void listingWhenOffShouldShowNone() {
		ManagedRegistry registry = open(RegistrationSites.OFF);
		register(registry, 100);
		assertThat(sites(registry)).hasSize(100).allMatch(List::isEmpty);
	}

	@Test
	@DisplayName("C46 of a sample the first of each class of actions are recorded, and few of the others")
	void listingWhenSampledShouldShowTheFirstOfEachClassAndFew() {
		ManagedRegistry registry = open(RegistrationSites.SAMPLED);
		register(registry, 16);
		assertThat(sites(registry)).hasSize(16).noneMatch(List::isEmpty);
		register(registry, 20_000);
		assertThat(sites(registry).stream().filter((site) -> !site.isEmpty())).hasSizeBetween(17, 16 + 60);
		registry.named("new").register(this.referent, () -> {
		});
		registry.named("stack").newStack(this.referent);
		assertThat(sites(registry.named("new"))).singleElement().matches((site) -> !site.isEmpty());
		assertThat(sites(registry.named("stack"))).singleElement().matches((site) -> !site.isEmpty());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 64, 128, 1000, 1024 })
	@DisplayName("C46 one in 128 or in 1024 is chosen, whatever the step in which tickets come")
	void chooseWhenTicketsComeInStepsShouldChooseTheirShare(long step) {
		Tracking tracking = Tracking.lasting(RegistrationSites.SAMPLED);
		int count = 1 << 17;
		assertThat(chosen(tracking, step, count, true)).isCloseTo(count >> 7, within((long) count >> 9));
		assertThat(chosen(tracking, step, count, false)).isCloseTo(count >> 10, within((long) count >> 11));
		assertThat(chosen(Tracking.lasting(RegistrationSites.ALL), step, count, false)).isEqualTo(count);
	}

	@Test
	@DisplayName("C12 tracking is changed at run time, up to whole stacks, is logged, and ends by itself")
	void trackWhenTimeIsOverShouldReturnToWhatWasConfigured() {
		ManagedRegistry registry = open(RegistrationSites.OFF);
		registry.trackSites(RegistrationSites.ALL, true, MINUTES);
		register(registry.named("tracked"), 1);
		this.clock.addAndGet(MINUTES.toNanos() - 1);
		register(registry.named("tracked"), 1);
		this.clock.addAndGet(1);
		register(registry.named("after"), 1);
		assertThat(sites(registry.named("tracked"))).hasSize(2).allSatisfy((site) -> {
			assertThat(site).hasSizeGreaterThan(5).hasSizeLessThanOrEqualTo(64);
			assertThat(site.get(0).getMethodName()).isEqualTo("register");
			assertThat(site.get(1).getMethodName()).isEqualTo("trackWhenTimeIsOverShouldReturnToWhatWasConfigured");
		});
		assertThat(sites(registry.named("after"))).containsExactly(List.of());
		assertThat(this.registries.log.about("Registration sites")).allMatch((line) -> line.level() == Level.INFO)
			.extracting(LogLines.Line::message)
			.containsExactly("Registration sites: all, whole stacks, for 600 s, then off again",
					"Registration sites: off again");
	}

	@Test
	@DisplayName("C12 tracking that was switched off returns as well, though nothing is recorded meanwhile")
	void trackWhenOffForSomeTimeShouldReturn() {
		ManagedRegistry registry = open(RegistrationSites.ALL);
		registry.trackSites(RegistrationSites.OFF, false, MINUTES);
		register(registry.named("meanwhile"), 3000);
		assertThat(sites(registry.named("meanwhile"))).allMatch(List::isEmpty);
		this.clock.addAndGet(MINUTES.toNanos());
		register(registry.named("waiting"), 1024);
		register(registry.named("after"), 10);
		assertThat(sites(registry.named("after"))).hasSize(10).noneMatch(List::isEmpty);
		assertThat(this.registries.log.about("Registration sites: all again")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT1H0.000000001S", "PT9999999H" })
	@DisplayName("C13 tracking for no time, or for more than an hour, is refused")
	void trackWhenTimeIsOutOfRangeShouldBeRefused(Duration time) {
		ManagedRegistry registry = open(RegistrationSites.OFF);
		assertThatIllegalArgumentException().isThrownBy(() -> registry.trackSites(RegistrationSites.ALL, true, time))
			.withMessageContaining("time must be");
		register(registry, 1);
		assertThat(sites(registry)).containsExactly(List.of());
	}

	@Test
	@DisplayName("C46 however many places there are, each is recorded, though not all are shared")
	void recordWhenThereAreManyPlacesShouldRecordEach() {
		ManagedRegistry registry = open(RegistrationSites.OFF);
		registry.trackSites(RegistrationSites.ALL, true, MINUTES);
		for (int i = 0; i < 1200; i++) {
			left(registry.named((i < 1100) ? "first" : "again"), (i < 1100) ? i : i - 1100, 11);
		}
		assertThat(sites(registry.named("first"))).hasSize(1100).noneMatch(List::isEmpty).doesNotHaveDuplicates();
		assertThat(sites(registry.named("again"))).hasSize(100).noneMatch(List::isEmpty);
		registry.trackSites(RegistrationSites.ALL, true, MINUTES);
		left(registry.named("second"), 2000, 11);
		assertThat(sites(registry.named("second"))).singleElement().matches((site) -> !site.isEmpty());
	}

	private static void ignore(String state) {
	}

	/**
	 * Register at the end of a path through two methods, which makes a stack of its own.
	 */
	private void left(FinalizerRegistry registry, int path, int steps) {
		follow(registry, path, steps);
	}

	private void right(FinalizerRegistry registry, int path, int steps) {
		follow(registry, path, steps);
	}

	private void follow(FinalizerRegistry registry, int path, int steps) {
		if (steps == 0) {
			register(registry, 1);
		}
		else if ((path & 1) == 0) {
			left(registry, path >> 1, steps - 1);
		}
		else {
			right(registry, path >> 1, steps - 1);
		}
	}

	private ManagedRegistry open(RegistrationSites sites) {
		return this.registries.open((builder) -> builder.registrationSites(sites).clock(this.clock::get));
	}

	private void register(FinalizerRegistry registry, int count) {
		for (int i = 0; i < count; i++) {
			registry.register(this.referent, this.action);
		}
	}

	private static List<List<StackTraceElement>> sites(FinalizerRegistry registry) {
		return registry.listing(100_000).entries().stream().map(FinalizerListing.Entry::site).toList();
	}

	private static long chosen(Tracking tracking, long step, int count, boolean mustBeCalled) {
		return LongStream.range(0, count).filter((i) -> tracking.chooses(i * step, mustBeCalled)).count();
	}

}
