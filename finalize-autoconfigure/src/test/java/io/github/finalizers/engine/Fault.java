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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

import io.github.finalizers.FinalizerAction;

/**
 * What can go wrong in an action, or with what a registry is given, and what may remain
 * of it after the close.
 */
enum Fault implements FinalizerAction<FaultScene> {

	THROWS_UNCHECKED(Remains.FAILURE, (scene) -> {
		throw new IllegalStateException("fault");
	}),

	THROWS_CHECKED(Remains.FAILURE, (scene) -> {
		throw new IOException("fault");
	}),

	THROWS_INTERRUPTED(Remains.FAILURE, (scene) -> {
		Thread.currentThread().interrupt();
		throw new InterruptedException("fault");
	}),

	THROWS_ERROR(Remains.FAILURE, (scene) -> {
		throw new NoClassDefFoundError("fault");
	}),

	THROWS_WHAT_IS_NEITHER(Remains.FAILURE, (scene) -> Thrown.fling(new Throwable("fault"))),

	OVERFLOWS_ITS_STACK(Remains.FAILURE, (scene) -> overflow(0)),

	WANTS_TOO_MUCH_MEMORY(Remains.FAILURE, (scene) -> scene.swallow(new long[Integer.MAX_VALUE])),

	BLOCKS_FOR_EVER(Remains.FAILURE, (scene) -> new CountDownLatch(1).await()),

	SPINS_AND_IGNORES_INTERRUPTS(Remains.LEFT_BEHIND, (scene) -> {
		while (!scene.isOver()) {
			Thread.onSpinWait();
		}
	}),

	WAITS_FOR_A_LOCK_OF_THE_CLOSER(Remains.LEFT_BEHIND, (scene) -> {
		scene.lockOfCloser.lock();
		scene.lockOfCloser.unlock();
	}),

	WAITS_FOR_ANOTHER_TO_CLOSE(Remains.LEFT_BEHIND,
			(scene) -> CompletableFuture.runAsync(scene.registry::close).join()),

	CLOSES_THE_REGISTRY(Remains.NOTHING, (scene) -> scene.registry.close()),

	REGISTERS_ITSELF_FOR_EVER(Remains.UNREACHED, FaultScene::registerFault),

	DIRTIES_ITS_THREAD(Remains.NOTHING, (scene) -> {
		Thread thread = Thread.currentThread();
		thread.setName("dirty");
		thread.setPriority(Thread.MAX_PRIORITY);
		thread.setContextClassLoader(null);
		ThreadLocal.withInitial(() -> "dirty").get();
		thread.interrupt();
	}),

	LISTENER_THROWS_ON_EVERY_EVENT(Remains.FAILURE, (scene) -> {
		LockSupport.parkNanos(FaultScene.STALL_THRESHOLD.multipliedBy(2).toNanos());
		throw new IllegalStateException("fault");
	}),

	FACTORY_FAILS_AT_FIRST(Remains.NOTHING, failing(1, (thread) -> {
		throw new IllegalStateException("no thread");
	})),

	FACTORY_FAILS_LATER(Remains.NOTHING, failing(2, (thread) -> null)),

	FIRST_THREAD_CANNOT_START(Remains.NOTHING, failing(1, Fault::unstartable)),

	LATER_THREAD_CANNOT_START(Remains.NOTHING, failing(2, Fault::unstartable));

	private final Remains remains;

	private final FinalizerAction<FaultScene> action;

	private final Surroundings surroundings;

	Fault(Remains remains, FinalizerAction<FaultScene> action) {
		this(remains, action, (work, number) -> new Thread(work));
	}

	Fault(Remains remains, Surroundings surroundings) {
		this(remains, (scene) -> {
		}, surroundings);
	}

	Fault(Remains remains, FinalizerAction<FaultScene> action, Surroundings surroundings) {
		this.remains = remains;
		this.action = action;
		this.surroundings = surroundings;
	}

	@Override
	public void run(FaultScene scene) throws Exception {
		scene.faultRuns.incrementAndGet();
		this.action.run(scene);
	}

	ThreadFactory threadFactory() {
		AtomicInteger threads = new AtomicInteger();
		return (work) -> this.surroundings.newThread(work, threads.incrementAndGet());
	}

	boolean fails() {
		return this.remains == Remains.FAILURE;
	}

	boolean isLeftBehind() {
		return this.remains == Remains.LEFT_BEHIND;
	}

	/**
	 * How long an action may take: a short time for what does not end by itself, but the
	 * longer it is, the longer may an action take to heed its interrupt.
	 */
	Duration actionTimeout(Duration most) {
		if (this == BLOCKS_FOR_EVER) {
			return Duration.ofSeconds(1);
		}
		return isLeftBehind() ? Duration.ofMillis(300) : most;
	}

	boolean isUnreached() {
		return this.remains == Remains.UNREACHED;
	}

	/**
	 * Whether nobody is told of it, because nothing is wrong afterwards.
	 */
	boolean isSilent() {
		return this == CLOSES_THE_REGISTRY || this == DIRTIES_ITS_THREAD;
	}

	boolean closes() {
		return this == CLOSES_THE_REGISTRY || this == WAITS_FOR_ANOTHER_TO_CLOSE;
	}

	private static Surroundings failing(int which, UnaryOperator<Thread> failure) {
		return (work, number) -> (number == which) ? failure.apply(new Thread(work)) : new Thread(work);
	}

	private static Thread unstartable(Thread thread) {
		return new Thread(thread) {

			@Override
			public void start() {
				throw new OutOfMemoryError("unable to create native thread");
			}

		};
	}

	private static long overflow(long depth) {
		return (depth < 0) ? depth : overflow(depth + 1) + depth;
	}

	private enum Remains {

		NOTHING, FAILURE, LEFT_BEHIND, UNREACHED

	}

	private interface Surroundings {

		Thread newThread(Runnable work, int number);

	}

}
