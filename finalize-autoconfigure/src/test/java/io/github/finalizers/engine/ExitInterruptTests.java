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

import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ExitInterruptTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C34 an action past its limit is interrupted, and the rest run, none of them interrupted")
	void closeWhenActionBlocksShouldInterruptIt() {
		ManagedRegistry registry = open(Duration.ofSeconds(1), Duration.ofSeconds(10));
		register(registry, "oldest");
		Gate gate = this.registries.gate();
		registry.register(this.registries.referent(), gate);
		register(registry, "newest");
		registry.close();
		assertThat(gate.wasInterrupted()).isTrue();
		assertThat(this.ran).containsExactly("newest", "oldest");
		assertThat(result().leftBehind()).isEmpty();
		assertThat(result().ran()).isEqualTo(3);
		assertThat(result().duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
	}

	@Test
	@DisplayName("C34 the interrupt of one never reaches another, however close to the limit it ends")
	void closeWhenActionsEndAtTheirLimitShouldInterruptNoOther() {
		ManagedRegistry registry = open(Duration.ofMillis(50), Duration.ofSeconds(20));
		AtomicInteger hit = new AtomicInteger();
		for (int i = 0; i < 30; i++) {
			registry.register(this.registries.referent(), () -> {
				hit.addAndGet(Thread.interrupted() ? 1 : 0);
				boolean undisturbed = spin(Duration.ofMillis(2)).compareTo(Duration.ofMillis(25)) < 0;
				hit.addAndGet((Thread.interrupted() && undisturbed) ? 1 : 0);
				this.ran.add("short");
			});
			Duration aroundTheLimit = Duration.ofNanos(49_000_000 + 100_000L * i);
			registry.register(this.registries.referent(), () -> {
				spin(aroundTheLimit);
				this.ran.add("long");
			});
		}
		registry.close();
		await().untilAsserted(() -> assertThat(this.ran).hasSize(60));
		assertThat(hit).hasValue(0);
	}

	@Test
	@DisplayName("C34 nor does an interrupt that is on its way when the action ends, and arrives late")
	void closeWhenInterruptArrivesLateShouldInterruptNoOther() {
		CountDownLatch onItsWay = new CountDownLatch(1);
		CountDownLatch next = new CountDownLatch(1);
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.actionTimeout(Duration.ofMillis(500)).threadFactory((work) -> new Thread(work) {

				@Override
				public void interrupt() {
					if (getName().equals("finalizers-exit")) {
						onItsWay.countDown();
						within(Duration.ofMillis(200), next);
					}
					super.interrupt();
				}

			}));
		registry.register(this.registries.referent(), () -> {
			next.countDown();
			long begun = System.nanoTime();
			boolean hit = false;
			while (!hit && System.nanoTime() - begun < 100_000_000) {
				hit = Thread.interrupted();
			}
			this.ran.add("hit: " + hit);
		});
		registry.register(this.registries.referent(), () -> {
			while (onItsWay.getCount() > 0) {
				Thread.onSpinWait();
			}
			this.ran.add("past its limit");
		});
		registry.close();
		assertThat(this.ran).containsExactly("past its limit", "hit: false");
	}

	@Test
	@DisplayName("C34 an interrupt closes a channel on which the action blocks: that is reported, and the rest run")
	void closeWhenActionBlocksOnChannelShouldCloseIt() throws Exception {
		ManagedRegistry registry = open(Duration.ofMillis(300), Duration.ofSeconds(10));
		Pipe pipe = Pipe.open();
		register(registry, "oldest");
		registry.register(this.registries.referent(), pipe.source(), (source) -> source.read(ByteBuffer.allocate(1)));
		registry.close();
		assertThat(this.ran).containsExactly("oldest");
		assertThat(this.registries.events.failed()).singleElement()
			.satisfies((failed) -> assertThat(failed.failure()).isInstanceOf(ClosedByInterruptException.class));
		assertThat(pipe.source().isOpen()).isFalse();
		pipe.sink().close();
	}

	private ManagedRegistry open(Duration actionTimeout, Duration exitTimeout) {
		return this.registries.open((builder) -> builder.actionTimeout(actionTimeout).exitTimeout(exitTimeout));
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, (text) -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.ran.add(text);
		});
	}

	private SweepResult result() {
		return this.registries.events.sweepsEnded().get(0);
	}

	private static boolean within(Duration duration, CountDownLatch latch) {
		try {
			return latch.await(duration.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Duration spin(Duration duration) {
		long begun = System.nanoTime();
		while (System.nanoTime() - begun < duration.toNanos()) {
			Thread.onSpinWait();
		}
		return Duration.ofNanos(System.nanoTime() - begun);
	}

}
