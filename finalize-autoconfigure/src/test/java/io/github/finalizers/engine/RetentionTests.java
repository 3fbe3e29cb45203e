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

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What can be collected, and when: all with a real collector.
 */
class RetentionTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	@DisplayName("C17 once it is dead, action and state can be collected, even while the handle is kept")
	void handleWhenDeadShouldNotKeepActionAndState(FinalizerCause death) throws Exception {
		ManagedRegistry registry = open(death);
		Kept kept = register(registry);
		assertThat(kept.action.get()).isNotNull();
		die(registry, kept.finalizer, death);
		assertThat(this.ran).hasSize(hasRun(death) ? 1 : 0);
		Collector.collectUntil(() -> kept.action.refersTo(null) && kept.state.refersTo(null));
		assertThat(kept.finalizer.isAlive()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("C17 so it is with all that was pushed on a stack")
	void stackWhenDeadShouldNotKeepActionsAndStates(FinalizerCause death) throws Exception {
		ManagedRegistry registry = open(death);
		Kept kept = push(registry);
		assertThat(kept.action.get()).isNotNull();
		die(registry, kept.finalizer, death);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(hasRun(death) ? 2 : 0));
		Collector.collectUntil(() -> kept.action.refersTo(null) && kept.state.refersTo(null));
		assertThat(kept.finalizer.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C17 an action that failed is not kept either")
	void handleWhenFailedShouldNotKeepActionAndState() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.log((level, message, thrown) -> {
		}));
		Kept kept = register(registry, (state) -> {
			this.ran.add(state.toString());
			throw new IllegalStateException("failed");
		});
		Collector.collect(kept.finalizer);
		Collector.collectUntil(() -> kept.action.refersTo(null) && kept.state.refersTo(null));
		assertThat(this.ran).hasSize(1);
		assertThat(kept.finalizer.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C18 the handle does not keep the referent alive")
	void handleWhenKeptShouldNotKeepReferent() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> handle = registry.register(new Object(), "collected", this.ran::add);
		Collector.collectUntil(() -> !this.ran.isEmpty());
		assertThat(this.ran).containsExactly("collected");
		assertThat(handle.isAlive()).isFalse();
	}

	@Test
	@DisplayName("C18 the referent does not keep the handle once it is dead, nor does the registry")
	void handleWhenDeadAndDroppedShouldBeCollected() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		WeakReference<Finalizer<Void>> handle = droppedHandle(registry, referent);
		assertThat(this.ran).containsExactly("called");
		Collector.collectUntil(() -> handle.refersTo(null));
		Reference.reachabilityFence(referent);
	}

	@Test
	@DisplayName("C18 the registry keeps a live finalizer whose handle is dropped")
	void handleWhenLiveAndDroppedShouldStillRun() {
		ManagedRegistry registry = this.registries.open();
		registry.register(this.registries.referent(), "swept", this.ran::add);
		Collector.collectSomeTimes();
		assertThat(registry.liveCount()).isEqualTo(1);
		registry.close();
		assertThat(this.ran).containsExactly("swept");
	}

	@Test
	@DisplayName("C18 what a handle inherits cannot forge a death: clear and enqueue change nothing")
	void clearAndEnqueueWhenCalledShouldChangeNothing() {
		ManagedRegistry registry = this.registries.open();
		Object referent = this.registries.referent();
		Finalizer<Void> finalizer = registry.register(referent, "closed", this.ran::add);
		Finalizer<Void> collected = registry.register(this.registries.referent(), "collected", this.ran::add);
		if (finalizer instanceof Reference<?> reference) {
			quietly(reference::clear);
			quietly(reference::enqueue);
		}
		assertThat(finalizer.peek().orElseThrow().referent()).isSameAs(referent);
		Collector.collect(collected);
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("collected"));
		assertThat(finalizer.isAlive()).isTrue();
		registry.close();
		assertThat(this.ran).containsExactly("collected", "closed");
		assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(1);
	}

	private ManagedRegistry open(FinalizerCause death) {
		return this.registries.open((builder) -> {
			if (death == FinalizerCause.UNREACHED) {
				builder.exitTimeout(Duration.ofMillis(300)).actionTimeout(Duration.ofMillis(300));
			}
		});
	}

	private void die(ManagedRegistry registry, Finalizer<Void> finalizer, FinalizerCause death) throws Exception {
		switch (death) {
			case CALLED -> finalizer.call();
			case COLLECTED -> {
				Collector.collect(finalizer);
				await().until(() -> registry.deadCount() == 1);
			}
			case EXIT -> registry.close();
			case DETACHED -> assertThat(finalizer.detach()).isPresent();
			case ABANDONED -> {
				finalizer.setAtExit(false);
				registry.close();
			}
			case UNREACHED -> {
				registry.register(this.registries.referent(), this.registries.stubbornGate());
				registry.close();
			}
		}
		await().until(() -> registry.statistics().finished(death) == 1);
		await().until(() -> this.ran.isEmpty() != hasRun(death));
	}

	private static boolean hasRun(FinalizerCause death) {
		return switch (death) {
			case CALLED, COLLECTED, EXIT -> true;
			case DETACHED, ABANDONED, UNREACHED -> false;
		};
	}

	private Kept register(ManagedRegistry registry) {
		return register(registry, (state) -> this.ran.add(state.toString()));
	}

	private Kept register(ManagedRegistry registry, FinalizerAction<Object> delegate) {
		Object state = new Object();
		FinalizerAction<Object> action = new Delegating(delegate);
		return new Kept(registry.register(this.registries.referent(), state, action), new WeakReference<>(action),
				new WeakReference<>(state));
	}

	private Kept push(ManagedRegistry registry) {
		Object state = new Object();
		FinalizerAction<Object> action = new Delegating((object) -> this.ran.add(object.toString()));
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(state, action);
		stack.push(() -> this.ran.add("top"));
		return new Kept(stack, new WeakReference<>(action), new WeakReference<>(state));
	}

	private WeakReference<Finalizer<Void>> droppedHandle(ManagedRegistry registry, Object referent) {
		Finalizer<Void> handle = registry.register(referent, "called", this.ran::add);
		handle.clean();
		return new WeakReference<>(handle);
	}

	private static void quietly(Runnable forgery) {
		try {
			forgery.run();
		}
		catch (UnsupportedOperationException ex) {
			// refused aloud: as good
		}
	}

	private record Kept(Finalizer<Void> finalizer, WeakReference<?> action, WeakReference<?> state) {

	}

	private record Delegating(FinalizerAction<Object> delegate) implements FinalizerAction<Object> {

		@Override
		public void run(Object state) throws Exception {
			this.delegate.run(state);
		}

	}

}
