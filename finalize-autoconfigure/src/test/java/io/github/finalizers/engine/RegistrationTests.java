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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerFunction;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

class RegistrationTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C13 a null referent, action or name is refused with the parameter's name")
	void registerWhenNullShouldNameParameter() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		Map<String, List<Runnable>> refused = Map.of("referent",
				List.of(() -> registry.register(null, this.ran::clear),
						() -> registry.register(null, "state", this.ran::add),
						() -> registry.registerCallable(null, this.ran::size),
						() -> registry.registerCallable(null, "state", this.ran::add), () -> registry.newStack(null)),
				"action",
				List.of(() -> registry.register(referent, null),
						() -> registry.register(referent, "state", (FinalizerAction<String>) null),
						() -> registry.registerCallable(referent, (Callable<String>) null),
						() -> registry.registerCallable(referent, "state", (FinalizerFunction<String, String>) null),
						() -> registry.newStack(referent).push(null),
						() -> registry.newStack(referent).push("state", null)),
				"name", List.of(() -> registry.named(null)));
		refused.forEach((parameter, calls) -> assertThat(calls).allSatisfy(
				(call) -> assertThatNullPointerException().isThrownBy(call::run).withMessageContaining(parameter)));
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isZero();
	}

	@Test
	@DisplayName("C13 the state may be null, and the action gets it so")
	void registerWhenStateIsNullShouldHandOverNull() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = registry.register(this.registries.referent(), (String) null,
				(state) -> this.ran.add("state is " + state));
		assertThat(finalizer.peek().orElseThrow().state()).isNull();
		finalizer.call();
		assertThat(
				registry.<String, Boolean>registerCallable(this.registries.referent(), null, (state) -> state == null)
					.call())
			.isTrue();
		assertThat(this.ran).containsExactly("state is null");
	}

	@Test
	@DisplayName("C14 a referent is watched by identity: equal ones and several on one are told apart")
	void registerWhenReferentsAreEqualShouldTellThemApart() {
		ManagedRegistry registry = this.registries.open();
		List<String> referent = this.registries.keep(new ArrayList<>());
		List<String> equal = this.registries.keep(new ArrayList<>());
		registry.register(referent, "first", this.ran::add);
		Finalizer<Void> ofEqual = registry.register(equal, "equal", this.ran::add);
		registry.register(referent, "second", this.ran::add);
		referent.add("changes the hash code");
		Collector.collect(ofEqual);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("equal"));
		registry.close();
		assertThat(this.ran).containsExactly("equal", "second", "first");
	}

	@Test
	@DisplayName("C14 the same action registered twice runs twice, and broken equals and hashCode do not matter")
	void registerWhenTwiceShouldRunTwice() {
		ManagedRegistry registry = this.registries.open();
		Hostile referent = this.registries.keep(new Hostile());
		Hostile.Action action = new Hostile.Action();
		registry.register(referent, (Runnable) action);
		registry.register(referent, (Runnable) action);
		assertThat(registry.liveCount()).isEqualTo(2);
		registry.close();
		assertThat(action.runs).hasValue(2);
		assertThat(referent.calls).hasValue(0);
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("C15 a referent of a value-based class is refused with a message that names it and says why")
	void registerWhenReferentIsValueBasedShouldRefuse(Object referent) {
		ManagedRegistry registry = this.registries.open();
		List<Consumer<Object>> forms = List.of((value) -> registry.register(value, this.ran::clear),
				(value) -> registry.register(value, "state", this.ran::add),
				(value) -> registry.registerCallable(value, this.ran::size),
				(value) -> registry.registerCallable(value, "state", this.ran::add), registry::newStack);
		assertThat(forms)
			.allSatisfy((form) -> assertThatIllegalArgumentException().isThrownBy(() -> form.accept(referent))
				.withMessageContaining(referent.getClass().getTypeName())
				.withMessageContaining("identity"));
		assertThat(registry.liveCount() + registry.deadCount()).isZero();
	}

	static Stream<Object> registerWhenReferentIsValueBasedShouldRefuse() {
		return Stream.of(1, 1L, 1.0, 1.0f, (short) 1, (byte) 1, 'c', true, Optional.of("value"), OptionalInt.of(1),
				LocalDate.EPOCH, Instant.EPOCH, Duration.ZERO, ZonedDateTime.now(), List.of(), List.of(1),
				List.of(1, 2, 3), List.of(1, 2, 3).subList(1, 2), Stream.of(1).toList(), Set.of(1), Set.of(1, 2, 3),
				Map.of(), Map.of(1, 2), Map.of(1, 2, 3, 4), Map.entry(1, 2), ZoneId.of("Europe/Berlin"),
				ProcessHandle.current(), Runtime.version());
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("C15 what merely lives long is accepted and finalized at exit")
	void registerWhenReferentLivesLongShouldFinalizeAtExit(Object referent) {
		ManagedRegistry registry = this.registries.open();
		registry.register(referent, "ran", this.ran::add);
		assertThat(this.ran).isEmpty();
		registry.close();
		assertThat(this.ran).containsExactly("ran");
	}

	static Stream<Object> registerWhenReferentLivesLongShouldFinalizeAtExit() {
		return Stream.of(TimeUnit.DAYS, String.class, "interned", new int[0], Thread.currentThread(), new ArrayList<>(),
				new Named("record"));
	}

	@Test
	@DisplayName("C42 the referent as its own action or state is refused at once, with the cure")
	void registerWhenReferentIsActionOrStateShouldRefuse() {
		FinalizerRegistry registry = this.registries.open();
		Hostile.Action self = new Hostile.Action();
		FinalizerFunction<Object, Object> function = (state) -> state;
		FinalizerStack stack = registry.newStack(self);
		List<Runnable> refused = List.of(() -> registry.register(self, (Runnable) self),
				() -> registry.<Object>register(self, "state", self), () -> registry.register(self, self, (state) -> {
				}), () -> registry.registerCallable(self, (Callable<Object>) self),
				() -> registry.registerCallable(self, self, function),
				() -> registry.registerCallable(function, "state", function), () -> stack.push((Runnable) self),
				() -> stack.<Object>push("state", self), () -> stack.push(self, (state) -> {
				}));
		assertThat(refused).allSatisfy((call) -> assertThatIllegalArgumentException().isThrownBy(call::run)
			.withMessageContaining("never be collected")
			.withMessageContaining("resource"));
		assertThatIllegalArgumentException().isThrownBy(refused.get(0)::run)
			.withMessageStartingWith("The action is the referent itself");
		assertThatIllegalArgumentException().isThrownBy(refused.get(2)::run)
			.withMessageStartingWith("The state is the referent itself");
		assertThatIllegalArgumentException().isThrownBy(() -> stack.push(stack, (state) -> {
		})).withMessageContaining("the stack itself");
		assertThat(registry.liveCount()).isEqualTo(1);
		stack.clean();
		assertThat(self.runs).hasValue(0);
		assertThat(self.calls).hasValue(0);
	}

	@Test
	@DisplayName("C19 registering inside an action is allowed on every path")
	void registerWhenInsideActionShouldBeAllowed() throws Exception {
		ManagedRegistry registry = this.registries.open();
		registry.register(this.registries.referent(), "by sweep", (state) -> again(registry, state));
		Finalizer<Void> collected = registry.register(this.registries.referent(), "by worker",
				(state) -> again(registry, state));
		registry.register(this.registries.referent(), "by call", (state) -> again(registry, state)).call();
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("by call", "by worker"));
		registry.close();
		assertThat(this.ran).containsExactly("by call", "by worker", "again by worker", "again by call", "by sweep",
				"again by sweep");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(4);
	}

	@Test
	@DisplayName("C19 an action may register for its own referent again")
	void registerWhenInsideActionForSameReferentShouldBeAllowed() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		AtomicInteger runs = new AtomicInteger();
		Finalizer<Finalizer<Integer>> finalizer = registry.registerCallable(referent,
				() -> registry.registerCallable(referent, runs::incrementAndGet));
		assertThat(finalizer.call().call()).isEqualTo(1);
	}

	private void again(ManagedRegistry registry, String state) {
		this.ran.add(state);
		registry.register(this.registries.referent(), "again " + state, this.ran::add);
	}

	private record Named(String name) {

	}

}
