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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While something of the user's runs, another thread can do everything.
 */
class NoLockHeldTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	private final AtomicBoolean armed = new AtomicBoolean();

	private enum Place {

		ACTION_CALLED, ACTION_COLLECTED, ACTION_AT_EXIT, ACTION_OF_STACK, LISTENER_CALLED, LISTENER_DETACHED,
		LISTENER_COLLECTED, LISTENER_FAILED, LISTENER_STALLED, LISTENER_SWEEP_BEGUN, LISTENER_SWEEP_ENDED,
		LISTENER_LEAKED, LOG_FAILED, CONSUMER_OF_NAMES, CONSUMER_OF_NEW_NAMES, CLOCK, THREAD_FACTORY

	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("C47 while an action, a listener, or anything else of the user's blocks, other threads are not held up")
	void everythingWhenSomethingBlocksShouldGoOn(Place place) {
		Gate gate = this.registries.gate();
		ManagedRegistry registry = open(place, gate);
		Finalizer<Void> live = register(registry.named("mine"), "live");
		this.armed.set(true);
		Future<?> blocked = this.registries.elsewhere(() -> enter(place, registry, gate));
		gate.awaitEntered();
		this.registries.promptlyElsewhere(() -> useEverything(registry, live));
		assertThat(gate.isLeft()).isFalse();
		assertThat(this.ran).contains("called");
		this.armed.set(false);
		gate.open();
		assertThat(blocked).succeedsWithin(Duration.ofSeconds(10));
		gate.awaitLeft();
	}

	@Test
	@DisplayName("C36 a close while an explicit call blocks is not held up, and the call still ends")
	void closeWhenCallBlocksShouldEnd() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = this.registries.gate();
		Finalizer<Void> finalizer = registry.register(this.registries.referent(), gate);
		Future<?> call = this.registries.elsewhere(finalizer::clean);
		gate.awaitEntered();
		this.registries.promptlyElsewhere(registry::close);
		assertThat(gate.isLeft()).isFalse();
		gate.open();
		assertThat(call).succeedsWithin(Duration.ofSeconds(5));
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C47 hostile equals, hashCode and toString are never run, so they cannot hold up anything")
	void everythingWhenObjectsAreHostileShouldGoOn() {
		ManagedRegistry registry = this.registries.open();
		Hostile referent = this.registries.keep(new Hostile());
		Hostile state = new Hostile();
		Hostile.Action action = new Hostile.Action();
		Finalizer<Void> finalizer = registry.<Object>register(referent, state, action);
		this.registries.promptlyElsewhere(() -> {
			assertThat(finalizer.toString()).contains("Hostile");
			registry.listing(10);
			registry.statistics();
		});
		registry.close();
		assertThat(action.runs).hasValue(1);
		assertThat(referent.calls.get() + state.calls.get() + action.calls.get()).isZero();
	}

	private ManagedRegistry open(Place place, Gate gate) {
		Consumer<Place> pass = (here) -> {
			if (here == place && this.armed.compareAndSet(true, false)) {
				gate.run();
			}
		};
		return this.registries.open((builder) -> {
			builder.stallThreshold(Duration.ofMillis(100))
				.mustBeCalled("leaking", true)
				.listener(new PassingListener(pass))
				.log((level, message, thrown) -> {
					if (message.contains("failed")) {
						pass.accept(Place.LOG_FAILED);
					}
				});
			if (place == Place.CLOCK) {
				builder.clock(() -> {
					pass.accept(Place.CLOCK);
					return System.nanoTime();
				});
			}
			builder.threadFactory((work) -> {
				pass.accept(Place.THREAD_FACTORY);
				return new Thread(work);
			});
		});
	}

	private void enter(Place place, ManagedRegistry registry, Gate gate) {
		switch (place) {
			case ACTION_CALLED -> registry.register(this.registries.referent(), gate).clean();
			case ACTION_COLLECTED -> Collector.collect(registry.register(this.registries.referent(), gate));
			case ACTION_AT_EXIT -> {
				registry.register(this.registries.referent(), gate);
				registry.sweep();
			}
			case ACTION_OF_STACK -> {
				FinalizerStack stack = registry.newStack(this.registries.referent());
				stack.push(gate);
				stack.clean();
			}
			case LISTENER_CALLED -> register(registry, "entering").clean();
			case LISTENER_DETACHED -> assertThat(register(registry, "entering").detach()).isPresent();
			case LISTENER_COLLECTED -> Collector.collect(register(registry, "entering"));
			case LISTENER_FAILED, LOG_FAILED -> Collector.collect(registry.register(this.registries.referent(), () -> {
				throw new IllegalStateException("failed");
			}));
			case LISTENER_STALLED -> {
				Gate stalling = this.registries.gate();
				Collector.collect(registry.register(this.registries.referent(), stalling));
			}
			case LISTENER_LEAKED -> Collector.collect(register(registry.named("leaking"), "entering"));
			case LISTENER_SWEEP_BEGUN, LISTENER_SWEEP_ENDED -> registry.sweep();
			case CONSUMER_OF_NAMES -> registry.forEachName((name) -> blockOnce(gate));
			case CONSUMER_OF_NEW_NAMES -> {
				this.armed.set(false);
				registry.forEachName((name) -> blockOnce(gate));
				this.armed.set(true);
				registry.named("new");
			}
			case CLOCK -> Collector.collect(register(registry, "entering"));
			case THREAD_FACTORY -> registry.sweep();
		}
	}

	private void blockOnce(Gate gate) {
		if (this.armed.compareAndSet(true, false)) {
			gate.run();
		}
	}

	private void useEverything(ManagedRegistry registry, Finalizer<Void> live) {
		register(registry, "registered");
		register(registry.named("another"), "called").clean();
		assertThat(register(registry, "detached").detach()).isPresent();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		stack.push("pushed", this.ran::add);
		stack.clean();
		assertThat(registry.newStack(this.registries.referent()).peek()).isPresent();
		if (live.isAlive()) {
			live.setAtExit(false);
			live.setAtExit(true);
		}
		assertThat(live.toString()).contains("Finalizer");
		assertThat(registry.statistics().names().keySet()).containsAll(Set.of("default", "mine", "another"));
		assertThat(registry.statistics().worker().state()).isNotNull();
		assertThat(registry.liveCount() + registry.deadCount()).isPositive();
		assertThat(registry.listing(100).entries()).isNotEmpty();
		registry.forEachName((name) -> assertThat(name).isNotEmpty());
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private record PassingListener(Consumer<Place> pass) implements FinalizerListener {

		@Override
		public void finalized(String name, FinalizerCause cause, Duration duration) {
			switch (cause) {
				case CALLED -> this.pass.accept(Place.LISTENER_CALLED);
				case DETACHED -> this.pass.accept(Place.LISTENER_DETACHED);
				case COLLECTED -> this.pass.accept(Place.LISTENER_COLLECTED);
				default -> {
				}
			}
		}

		@Override
		public void failed(String name, FinalizerCause cause, Throwable failure) {
			this.pass.accept(Place.LISTENER_FAILED);
		}

		@Override
		public void stalled(RunningAction action) {
			this.pass.accept(Place.LISTENER_STALLED);
		}

		@Override
		public void leaked(FinalizerLeak leak) {
			this.pass.accept(Place.LISTENER_LEAKED);
		}

		@Override
		public void sweepBegun(long live) {
			this.pass.accept(Place.LISTENER_SWEEP_BEGUN);
		}

		@Override
		public void sweepEnded(SweepResult result) {
			this.pass.accept(Place.LISTENER_SWEEP_ENDED);
		}

	}

}
