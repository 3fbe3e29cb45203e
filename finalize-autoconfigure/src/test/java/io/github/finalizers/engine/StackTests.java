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

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class StackTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C22 what is pushed on a stack always runs newest first: when called, collected, and at exit")
	void stackWhenRunShouldRunNewestFirst() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack called = stack(registry, "a", "b", "c");
		FinalizerStack collected = stack(registry, "d", "e", "f");
		stack(registry, "g", "h", "i");
		assertThat(called.call()).isNull();
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(6));
		registry.close();
		assertThat(this.ran).containsExactly("c", "b", "a", "f", "e", "d", "i", "h", "g");
		assertThat(called.isAlive() || collected.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C22 a stack counts one, has one flag, and one place in the order: that of its creation")
	void stackWhenCountedShouldBeOne() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = stack(registry, "a");
		registry.register(this.registries.referent(), "newer", this.ran::add);
		stack.push("pushed last", this.ran::add);
		FinalizerStack abandoned = stack(registry, "abandoned", "abandoned");
		abandoned.setAtExit(false);
		assertThat(registry.liveCount()).isEqualTo(3);
		registry.close();
		assertThat(this.ran).containsExactly("newer", "pushed last", "a");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(2);
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C22 an empty stack is live, and its end is counted like any other")
	void stackWhenEmptyShouldCount() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		assertThat(stack.isAlive()).isTrue();
		assertThat(stack.peek()).isPresent();
		assertThat(stack.toString()).contains("live");
		assertThat(stack.call()).isNull();
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C2 a throw does not stop the older ones: the first is passed on, the others are suppressed in it")
	void stackWhenActionsThrowShouldRunAll() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = stack(registry, "oldest");
		IOException third = new IOException("third");
		AssertionError second = new AssertionError("second");
		IllegalStateException first = new IllegalStateException("first");
		stack.push(third, (failure) -> {
			throw failure;
		});
		stack.push("between", this.ran::add);
		stack.push(second, (failure) -> {
			throw failure;
		});
		stack.push(first, (failure) -> {
			throw failure;
		});
		assertThatThrownBy(stack::call).isSameAs(first)
			.satisfies((thrown) -> assertThat(thrown.getSuppressed()).containsExactly(second, third));
		assertThat(this.ran).containsExactly("between", "oldest");
		assertThat(stack.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C2 one and the same exception thrown by several actions is passed on as it is")
	void stackWhenActionsThrowTheSameShouldPassItOn() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = stack(registry, "oldest");
		IOException failure = new IOException("same");
		for (int i = 0; i < 3; i++) {
			stack.push(failure, (thrown) -> {
				throw thrown;
			});
		}
		assertThatThrownBy(stack::call).isSameAs(failure);
		assertThat(this.ran).containsExactly("oldest");
	}

	@Test
	@DisplayName("C23 a stack that fails when collected is reported once, with the others suppressed")
	void stackWhenCollectedAndFailingShouldBeReportedOnce() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = stack(registry, "oldest");
		for (String message : List.of("second", "first")) {
			stack.push(message, (text) -> {
				throw new IllegalStateException(text);
			});
		}
		Collector.collect(stack);
		await().untilAsserted(() -> assertThat(this.registries.events.failed()).singleElement()
			.satisfies((failed) -> assertThat(failed.failure()).hasMessage("first")
				.hasSuppressedException(new IllegalStateException("second"))));
		assertThat(this.ran).containsExactly("oldest");
		assertThat(registry.statistics().failures()).isEqualTo(1);
	}

	@Test
	@DisplayName("C7 push on a dead stack throws, saying what to do, and nothing is pushed")
	void pushWhenDeadShouldThrow() throws Exception {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack called = stack(registry, "called");
		called.call();
		FinalizerStack detached = stack(registry, "detached");
		assertThat(detached.detach()).isPresent();
		FinalizerStack closed = stack(registry, "closed");
		registry.close();
		for (FinalizerStack dead : List.of(called, detached, closed)) {
			assertThatIllegalStateException().isThrownBy(() -> dead.push(this.ran::clear))
				.withMessageContaining("yourself");
			assertThatIllegalStateException().isThrownBy(() -> dead.push("late", this.ran::add));
		}
		assertThat(this.ran).containsExactly("called", "closed");
	}

	@Test
	@DisplayName("C4 push inside an action of the same stack throws: the stack is dead")
	void pushWhenInsideOwnActionShouldThrow() {
		ManagedRegistry registry = this.registries.open();
		FinalizerStack stack = stack(registry, "oldest");
		stack.push(() -> stack.push("too late", this.ran::add));
		assertThatIllegalStateException().isThrownBy(stack::clean);
		assertThat(this.ran).containsExactly("oldest");
	}

	@Test
	@DisplayName("C7 the binding of a stack has the stack as its action, and runs what was pushed so far")
	void detachWhenStackShouldHandOverAll() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		FinalizerStack stack = registry.newStack(referent);
		stack.push("a", this.ran::add);
		stack.push(() -> this.ran.add("b"));
		Binding peeked = stack.peek().orElseThrow();
		stack.push("c", this.ran::add);
		Binding binding = stack.detach().orElseThrow();
		assertThat(binding.referent()).isSameAs(referent);
		assertThat(binding.action()).isSameAs(stack);
		assertThat(this.ran).isEmpty();
		assertThat(binding.state()).isInstanceOfSatisfying(Runnable.class, Runnable::run);
		assertThat(this.ran).containsExactly("c", "b", "a");
		assertThat(peeked.state()).isInstanceOfSatisfying(Runnable.class, Runnable::run);
		assertThat(this.ran).containsExactly("c", "b", "a", "b", "a");
	}

	private FinalizerStack stack(ManagedRegistry registry, String... states) {
		FinalizerStack stack = registry.newStack(this.registries.referent());
		for (String state : states) {
			stack.push(state, this.ran::add);
		}
		return stack;
	}

}
