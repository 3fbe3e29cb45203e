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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A registry in which one {@link Fault} happens, and a thread that will close it, which
 * holds a lock all the time.
 */
final class FaultScene implements AutoCloseable {

	static final Duration STALL_THRESHOLD = Duration.ofMillis(80);

	private final Fault fault;

	private final boolean collected;

	private final Registries registries;

	private final Duration exitTimeout;

	private final ExecutorService closer = Executors.newSingleThreadExecutor();

	private final Object referent = new Object();

	private volatile boolean over;

	private volatile Object swallowed;

	final Lock lockOfCloser = new ReentrantLock();

	final AtomicInteger faultRuns = new AtomicInteger();

	/**
	 * The events at which the listener has thrown.
	 */
	final Set<String> thrownAt = ConcurrentHashMap.newKeySet();

	final ManagedRegistry registry;

	FaultScene(Fault fault, boolean collected, Registries registries) {
		this.fault = fault;
		this.collected = collected;
		this.registries = registries;
		this.exitTimeout = Duration.ofSeconds(fault.isUnreached() ? 2 : 5);
		this.registry = registries.open((builder) -> {
			builder.stallThreshold(STALL_THRESHOLD)
				.actionTimeout(fault.actionTimeout(this.exitTimeout))
				.exitTimeout(this.exitTimeout)
				.threadFactory(fault.threadFactory());
			if (fault == Fault.LISTENER_THROWS_ON_EVERY_EVENT) {
				builder.listener(new ThrowingListener(this.thrownAt));
			}
		});
		assertThat(this.closer.submit(this.lockOfCloser::lock)).succeedsWithin(10, TimeUnit.SECONDS);
	}

	/**
	 * Register the fault, collected at once if that is how it is to happen again.
	 */
	Finalizer<Void> registerFault() {
		Finalizer<Void> finalizer = this.registry.named("faulty").register(this.referent, this, this.fault);
		if (this.collected && this.faultRuns.get() > 0) {
			Collector.offer(finalizer);
		}
		return finalizer;
	}

	/**
	 * Close on the thread that holds the lock, within the time that a close may take.
	 */
	void closeInTime() {
		Future<?> close = this.closer.submit(this.registry::close);
		assertThat(close).succeedsWithin(this.exitTimeout.plusSeconds(2));
	}

	boolean isOver() {
		return this.over;
	}

	void swallow(Object object) {
		this.swallowed = object;
	}

	/**
	 * Let go whatever is left behind.
	 */
	@Override
	public void close() {
		this.over = true;
		Reference.reachabilityFence(this.referent);
		this.closer.submit(this.lockOfCloser::unlock);
		this.closer.shutdown();
	}

	private record ThrowingListener(Set<String> thrownAt) implements FinalizerListener {

		private void fail(String event) {
			this.thrownAt.add(event);
			throw new AssertionError("listener's " + event);
		}

		@Override
		public void finalized(String name, FinalizerCause cause, Duration duration) {
			fail("finalized");
		}

		@Override
		public void failed(String name, FinalizerCause cause, Throwable failure) {
			fail("failed");
		}

		@Override
		public void stalled(RunningAction action) {
			fail("stalled");
		}

		@Override
		public void sweepBegun(long live) {
			fail("sweepBegun");
		}

		@Override
		public void sweepEnded(SweepResult result) {
			fail("sweepEnded");
		}

	}

}
