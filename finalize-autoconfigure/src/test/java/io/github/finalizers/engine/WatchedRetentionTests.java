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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a stand-in keeps of what it watches.
 */
class WatchedRetentionTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicInteger ran = new AtomicInteger();

	private final AtomicInteger looks = new AtomicInteger();

	@Test
	@DisplayName("C17 a stand-in does not keep what it saw running, while it waits for as long as an action may take")
	void stackWhenWatchedAndDeadShouldNotKeepStates() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.stallThreshold(Duration.ofMinutes(1)).clock(this::time));
		Gate gate = this.registries.gate();
		FinalizerStack stack = registry.newStack(this.registries.referent());
		WeakReference<Object> state = push(stack);
		stack.push(gate);
		Collector.collect(stack);
		gate.awaitEntered();
		letStandInLook(gate.thread());
		gate.open();
		await().untilAsserted(() -> assertThat(this.ran).hasValue(1));
		Collector.collectUntil(() -> state.refersTo(null));
	}

	private WeakReference<Object> push(FinalizerStack stack) {
		Object state = new Object();
		stack.push(state, (object) -> this.ran.incrementAndGet());
		return new WeakReference<>(state);
	}

	/**
	 * The registry's clock, which the stand-in reads each time it has looked.
	 */
	private long time() {
		if (Thread.currentThread().getName().equals("finalizers-worker-2")) {
			this.looks.incrementAndGet();
		}
		return System.nanoTime();
	}

	private void letStandInLook(Thread worker) {
		await().until(() -> this.registries.threads().size() == 2);
		Thread standIn = this.registries.threads()
			.stream()
			.filter((thread) -> thread != worker)
			.findFirst()
			.orElseThrow();
		int before = this.looks.get();
		await().until(() -> {
			LockSupport.unpark(standIn);
			return this.looks.get() > before + 1;
		});
		await().until(() -> standIn.getState() == Thread.State.TIMED_WAITING);
	}

}
