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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class ConcurrentCloseTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C36 close from another thread waits for the first")
	void closeWhenOtherThreadClosesShouldWait() {
		ManagedRegistry registry = this.registries.open();
		Gate gate = this.registries.gate();
		register(registry, "oldest");
		registry.register(this.registries.referent(), gate);
		Future<?> first = this.registries.elsewhere(registry::close);
		gate.awaitEntered();
		List<Future<?>> others = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			others.add(this.registries.elsewhere(() -> {
				this.ran.add("closing");
				registry.close();
				this.ran.add("closed");
			}));
		}
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("closing", "closing", "closing"));
		assertThat(first).isNotDone();
		assertThat(others).allSatisfy((other) -> assertThat(other).isNotDone());
		gate.open();
		assertThat(first).succeedsWithin(Duration.ofSeconds(5));
		assertThat(others).allSatisfy((other) -> assertThat(other).succeedsWithin(Duration.ofSeconds(5)));
		assertThat(this.ran).containsExactly("closing", "closing", "closing", "oldest", "closed", "closed", "closed");
		assertThat(this.registries.events.sweepsEnded()).hasSize(1);
	}

	@Test
	@DisplayName("C36 an interrupt does not shorten the close, and is still there afterwards")
	void closeWhenInterruptedShouldStillSweep() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "swept");
		Thread.currentThread().interrupt();
		registry.close();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.ran).containsExactly("swept");
		assertThat(this.registries.threads()).isEmpty();
	}

	@Test
	@DisplayName("C36 close inside an action of the sweep returns at once, and the rest run")
	void closeWhenInsideSweepShouldReturnAtOnce() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		registry.register(this.registries.referent(), () -> {
			registry.close();
			this.ran.add("closed inside");
		});
		registry.close();
		assertThat(this.ran).containsExactly("closed inside", "oldest");
		assertThat(this.registries.log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("C36 close inside an action on the worker does not wait for that action, and closes all the same")
	void closeWhenInsideCollectedActionShouldNotWaitForItself() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		Gate returned = this.registries.gate();
		Collector.collect(registry.register(this.registries.referent(), () -> {
			registry.close();
			this.ran.add("closed inside");
			returned.open();
			returned.run();
		}));
		returned.awaitLeft();
		assertThat(this.ran).containsExactly("oldest", "closed inside");
		assertThat(registry.liveCount()).isZero();
		assertThat(this.registries.log.alarms()).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> register(registry, "late"));
	}

	@Test
	@DisplayName("C36 close inside an explicit call sweeps the others, and the call ends")
	void closeWhenInsideCallShouldSweepOthers() throws Exception {
		ManagedRegistry registry = this.registries.open();
		register(registry, "swept");
		registry.register(this.registries.referent(), () -> {
			registry.close();
			this.ran.add("called");
		}).call();
		assertThat(this.ran).containsExactly("swept", "called");
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("C36 an action at exit that waits for a close on another thread costs its limit, and the rest run")
	void closeWhenActionWaitsForCloseShouldLeaveItBehind() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(Duration.ofMillis(200)).exitTimeout(Duration.ofSeconds(5)));
		register(registry, "oldest");
		registry.named("closer").register(this.registries.referent(), () -> {
			Future<?> close = this.registries.elsewhere(registry::close);
			while (!close.isDone()) {
				LockSupport.parkNanos(1_000_000);
			}
		});
		registry.close();
		assertThat(this.ran).containsExactly("oldest");
		assertThat(registry.liveCount()).isZero();
		assertThat(this.registries.events.sweepsEnded()).hasSize(1);
		assertThat(this.registries.log.alarmsAbout("closer")).filteredOn((line) -> line.tells("left behind"))
			.isNotEmpty();
	}

	@Test
	@DisplayName("C36 a collection during the sweep runs nothing twice")
	void closeWhenCollectionComesShouldRunOnce() {
		ManagedRegistry registry = this.registries.open();
		List<Finalizer<Void>> finalizers = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 500; i++) {
			finalizers.add(register(registry, Integer.toString(i)));
		}
		registry.register(this.registries.referent(), () -> finalizers.forEach(Collector::offer));
		Future<?> collecting = this.registries.elsewhere(() -> finalizers.forEach(Collector::offer));
		registry.close();
		assertThat(collecting).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.ran).hasSize(500).doesNotHaveDuplicates();
		assertThat(registry.deadCount()).isEqualTo(501);
	}

	@Test
	@DisplayName("C36 close while another thread sweeps waits for the sweep, and runs what came since")
	void closeWhenOtherThreadSweepsShouldWait() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "oldest");
		Gate gate = this.registries.gate();
		registry.register(this.registries.referent(), gate);
		Future<?> sweep = this.registries.elsewhere(registry::sweep);
		gate.awaitEntered();
		Future<?> close = this.registries.elsewhere(() -> {
			this.ran.add("closing");
			registry.close();
		});
		await().untilAsserted(() -> assertThat(this.ran).containsExactly("closing"));
		register(registry, "since");
		assertThat(close).isNotDone();
		gate.open();
		assertThat(sweep).succeedsWithin(Duration.ofSeconds(5));
		assertThat(close).succeedsWithin(Duration.ofSeconds(5));
		assertThat(this.ran).containsExactly("closing", "since", "oldest");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("C36 close inside a listener of the sweep does not make the exit wait for itself")
	void closeWhenInsideListenerShouldReturnAtOnce(boolean sweepFirst) {
		List<ManagedRegistry> self = new CopyOnWriteArrayList<>();
		ManagedRegistry registry = this.registries.open((builder) -> builder.listener(new FinalizerListener() {

			@Override
			public void sweepBegun(long live) {
				self.get(0).close();
				ConcurrentCloseTests.this.ran.add("begun");
			}

			@Override
			public void sweepEnded(SweepResult result) {
				self.get(0).close();
				ConcurrentCloseTests.this.ran.add("ended");
			}

		}));
		self.add(registry);
		register(registry, "swept");
		this.registries.promptlyElsewhere(sweepFirst ? registry::sweep : registry::close);
		registry.close();
		assertThat(this.ran).containsExactly("begun", "swept", "ended");
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

}
