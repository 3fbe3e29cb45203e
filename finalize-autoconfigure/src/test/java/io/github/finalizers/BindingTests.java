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

package io.github.finalizers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class BindingTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new ArrayList<>();

	@Test
	@DisplayName("C7 a Runnable is rebound as it was")
	void registerToWhenRunnableShouldRebind() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Runnable action = () -> this.ran.add("ran");
		assertThat(rebound(registry, registry.register(referent(), action), action, null).call()).isNull();
		assertThat(this.ran).containsExactly("ran");
	}

	@Test
	@DisplayName("C7 an action with a state is rebound as it was")
	void registerToWhenActionShouldRebind() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerAction<String> action = this.ran::add;
		assertThat(rebound(registry, registry.register(referent(), "state", action), action, "state").call()).isNull();
		assertThat(this.ran).containsExactly("state");
	}

	@Test
	@DisplayName("C7 an action whose state is null is rebound as it was")
	void registerToWhenStateIsNullShouldRebind() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerAction<String> action = (state) -> this.ran.add("state is " + state);
		FinalizerFunction<String, String> function = (state) -> "state is " + state;
		rebound(registry, registry.register(referent(), null, action), action, null).call();
		assertThat(rebound(registry, registry.registerCallable(referent(), null, function), function, null).call())
			.isEqualTo("state is null");
		assertThat(this.ran).containsExactly("state is null");
	}

	@Test
	@DisplayName("C7 a Callable and a function with a state are rebound with their results")
	void registerToWhenCallableShouldRebind() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Callable<String> callable = () -> "result";
		FinalizerFunction<String, Integer> function = String::length;
		assertThat(rebound(registry, registry.registerCallable(referent(), callable), callable, null).call())
			.isEqualTo("result");
		assertThat(
				rebound(registry, registry.registerCallable(referent(), "state", function), function, "state").call())
			.isEqualTo(5);
	}

	@Test
	@DisplayName("C7 a stack is rebound as a new stack that runs what was pushed so far, and takes more")
	void registerToWhenStackShouldMakeNewStack() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = registry.newStack(referent());
		stack.push("a", this.ran::add);
		stack.push("b", this.ran::add);
		Finalizer<?> rebound = stack.detach().orElseThrow().registerTo(registry, referent());
		assertThat(rebound).isInstanceOf(FinalizerStack.class).isNotSameAs(stack);
		((FinalizerStack) rebound).push("c", this.ran::add);
		Finalizer<?> again = rebound.detach().orElseThrow().registerTo(registry, referent());
		assertThat(stack.call()).isNull();
		assertThat(this.ran).isEmpty();
		again.call();
		assertThat(this.ran).containsExactly("c", "b", "a");
	}

	@Test
	@DisplayName("C7 an empty stack is rebound as a new stack too")
	void registerToWhenStackIsEmptyShouldMakeNewStack() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<?> rebound = registry.newStack(referent()).detach().orElseThrow().registerTo(registry, referent());
		assertThat(rebound).isInstanceOf(FinalizerStack.class);
		((FinalizerStack) rebound).push("pushed", this.ran::add);
		rebound.call();
		assertThat(this.ran).containsExactly("pushed");
	}

	@Test
	@DisplayName("C7 an action of several forms is rebound in the form that goes with its state")
	void registerToWhenActionHasSeveralFormsShouldKeepForm() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Versatile action = new Versatile(this.ran);
		rebound(registry, registry.register(referent(), (Runnable) action), action, null).call();
		rebound(registry, registry.register(referent(), "state", (FinalizerAction<String>) action), action, "state")
			.call();
		assertThat(this.ran).containsExactly("run", "run state");
	}

	@Test
	@DisplayName("C7 rebinding goes to another registry or view, and the new referent is watched")
	void registerToWhenOtherRegistryShouldMove() {
		ManagedRegistry from = this.registries.open();
		ManagedRegistry to = this.registries.open();
		Binding binding = from.register(referent(), "moved", this.ran::add).detach().orElseThrow();
		Finalizer<?> moved = binding.registerTo(to.named("moved"), referent());
		assertThat(from.liveCount()).isZero();
		assertThat(to.named("moved").liveCount()).isEqualTo(1);
		Collector.collect(moved);
		to.close();
		assertThat(this.ran).containsExactly("moved");
	}

	@Test
	@DisplayName("C42 rebinding is refused like a registration: a value-based referent, the state itself, null, a closed registry")
	void registerToWhenRefusedShouldThrowAndKeepBinding() throws Exception {
		ManagedRegistry registry = this.registries.open();
		List<String> state = new ArrayList<>();
		Binding binding = registry.register(referent(), state, (list) -> list.add("ran")).detach().orElseThrow();
		assertThatIllegalArgumentException().isThrownBy(() -> binding.registerTo(registry, 42));
		assertThatIllegalArgumentException().isThrownBy(() -> binding.registerTo(registry, state));
		assertThatNullPointerException().isThrownBy(() -> binding.registerTo(registry, null));
		ManagedRegistry closed = this.registries.open();
		closed.close();
		assertThatIllegalStateException().isThrownBy(() -> binding.registerTo(closed, referent()));
		binding.registerTo(registry, referent()).call();
		assertThat(state).containsExactly("ran");
	}

	@Test
	@DisplayName("C7 a binding made by hand of something that is no action is refused, naming the type")
	void registerToWhenActionIsOfNoFormShouldRefuse() {
		ManagedRegistry registry = this.registries.open();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Binding(null, new StringBuilder(), null).registerTo(registry, referent()))
			.withMessageContaining("java.lang.StringBuilder");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Binding(null, this.ran, "state").registerTo(registry, referent()))
			.withMessageContaining("java.util.ArrayList");
	}

	private <R> Finalizer<?> rebound(FinalizerRegistry registry, Finalizer<R> finalizer, Object action, Object state) {
		Object successor = referent();
		Binding binding = finalizer.detach().orElseThrow();
		Finalizer<?> rebound = binding.registerTo(registry, successor);
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(rebound.isAlive()).isTrue();
		assertThat(rebound.peek()).contains(new Binding(successor, action, state));
		return rebound;
	}

	private Object referent() {
		return this.registries.referent();
	}

	private record Versatile(List<String> ran) implements Runnable, Callable<String>, FinalizerAction<String> {

		@Override
		public void run() {
			this.ran.add("run");
		}

		@Override
		public String call() {
			this.ran.add("call");
			return "called";
		}

		@Override
		public void run(String state) {
			this.ran.add("run " + state);
		}

	}

}
