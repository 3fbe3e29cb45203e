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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ExplicitCallTests {

	private static final String NOTHING = "false null Optional.empty Optional.empty false";

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicInteger runs = new AtomicInteger();

	private final List<String> seen = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C1 the first call runs the action and returns its value, every later one returns null and runs nothing")
	void callWhenRepeatedShouldRunOnce() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Integer> finalizer = registry.registerCallable(this.registries.referent(),
				this.runs::incrementAndGet);
		assertThat(finalizer.isAlive()).isTrue();
		assertThat(finalizer.call()).isEqualTo(1);
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(finalizer.call()).isNull();
		assertThat(finalizer.call()).isNull();
		assertThat(this.runs).hasValue(1);
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C1 each of the four forms and the stack is called in the same way, on the thread of the caller")
	void callWhenOfEachFormShouldRunOnCaller() throws Exception {
		ManagedRegistry registry = this.registries.open();
		List<Thread> threads = new CopyOnWriteArrayList<>();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push(threads, (list) -> list.add(Thread.currentThread()));
		assertThat(registry.register(this.registries.referent(), () -> threads.add(Thread.currentThread())).call())
			.isNull();
		assertThat(registry.register(this.registries.referent(), threads, (list) -> list.add(Thread.currentThread()))
			.call()).isNull();
		assertThat(
				registry.registerCallable(this.registries.referent(), () -> threads.add(Thread.currentThread())).call())
			.isTrue();
		assertThat(registry
			.registerCallable(this.registries.referent(), threads, (list) -> list.add(Thread.currentThread()))
			.call()).isTrue();
		assertThat(stack.call()).isNull();
		assertThat(threads).hasSize(5).containsOnly(Thread.currentThread());
	}

	@ParameterizedTest
	@MethodSource("io.github.finalizers.engine.Thrown#ofEveryKind")
	@DisplayName("C2 call passes on what the action throws, unchanged and unreported, and the finalizer is dead")
	void callWhenActionThrowsShouldThrowTheSame(Throwable thrown) throws Exception {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = registry.register(this.registries.referent(), thrown, (throwable) -> {
			this.runs.incrementAndGet();
			Thrown.fling(throwable);
		});
		assertThatThrownBy(finalizer::call).isSameAs(thrown);
		assertThat(finalizer.isAlive()).isFalse();
		assertThat(finalizer.call()).isNull();
		assertThat(finalizer.detach()).isEmpty();
		assertThat(this.runs).hasValue(1);
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
		assertThat(registry.statistics().failures()).isZero();
		assertThat(this.registries.events.failed()).isEmpty();
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("C4 inside its own action a finalizer is dead: call, detach, peek and the flag do nothing")
	void ownMethodsWhenInsideActionShouldDoNothing() throws Exception {
		ManagedRegistry registry = this.registries.open();
		assertThat(inspecting(registry).call()).isEqualTo(NOTHING);
		assertThat(this.runs).hasValue(1);
	}

	@Test
	@DisplayName("C4 so it is on the threads of the registry, collected or at exit")
	void ownMethodsWhenInsideActionOnOurThreadsShouldDoNothing() {
		ManagedRegistry registry = this.registries.open();
		Collector.collect(inspecting(registry));
		await()
			.untilAsserted(() -> assertThat(this.registries.events.causes()).containsExactly(FinalizerCause.COLLECTED));
		inspecting(registry);
		registry.close();
		assertThat(this.registries.events.causes()).containsExactly(FinalizerCause.COLLECTED, FinalizerCause.EXIT);
		assertThat(this.seen).containsExactly(NOTHING, NOTHING);
		assertThat(this.runs).hasValue(2);
	}

	@Test
	@DisplayName("C5 who loses against a call in progress returns at once, with nothing")
	void methodsWhenCallIsInProgressShouldReturnAtOnce() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = this.registries.gate();
		Finalizer<Void> finalizer = registry.register(this.registries.referent(), gate);
		Future<?> winner = this.registries.elsewhere(finalizer::clean);
		gate.awaitEntered();
		this.registries.promptlyElsewhere(() -> {
			assertThat(finalizer.isAlive()).isFalse();
			finalizer.clean();
			assertThat(finalizer.detach()).isEmpty();
			assertThat(finalizer.peek()).isEmpty();
			assertThat(finalizer.toString()).contains("dead");
		});
		assertThat(gate.isLeft()).isFalse();
		gate.open();
		assertThat(winner).succeedsWithin(Duration.ofSeconds(5));
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C6 the referent stays reachable for the whole call, so that collection cannot begin beside it")
	void callWhenReferentIsHeldByNobodyShouldKeepItReachable() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Victim victim = victim(registry);
		assertThat(victim.finalizer.call()).isTrue();
		assertThat(this.runs).hasValue(1);
		Collector.collectUntil(() -> victim.referent.refersTo(null));
		assertThat(registry.statistics().finished(FinalizerCause.COLLECTED)).isZero();
	}

	private Victim victim(ManagedRegistry registry) {
		Object referent = new Object();
		WeakReference<Object> reference = new WeakReference<>(referent);
		Finalizer<Boolean> finalizer = registry.registerCallable(referent, reference, (stillThere) -> {
			this.runs.incrementAndGet();
			Collector.collectSomeTimes();
			return stillThere.get() != null;
		});
		return new Victim(reference, finalizer);
	}

	private Finalizer<String> inspecting(ManagedRegistry registry) {
		AtomicReference<Finalizer<String>> self = new AtomicReference<>();
		self.set(registry.registerCallable(this.registries.referent(), self, (reference) -> {
			this.runs.incrementAndGet();
			Finalizer<String> own = reference.get();
			own.setAtExit(true);
			String found = own.isAlive() + " " + own.call() + " " + own.detach() + " " + own.peek() + " "
					+ own.isAtExit();
			this.seen.add(found);
			return found;
		}));
		return self.get();
	}

	private record Victim(WeakReference<Object> referent, Finalizer<Boolean> finalizer) {

	}

}
