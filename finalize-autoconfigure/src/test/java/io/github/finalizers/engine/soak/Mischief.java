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

package io.github.finalizers.engine.soak;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;

/**
 * Faults at random, in the actions and in what the registry is given. What an action does
 * is decided by the seed and its number.
 */
final class Mischief implements FinalizerListener {

	private static final int MILLION = 1_000_000;

	private static final int MOST_BLOCKED = 2;

	private final long seed;

	private final LongAdder faults;

	private final LongAdder leftBehind;

	private final AtomicInteger blocked = new AtomicInteger();

	private final AtomicInteger stacksCutShort = new AtomicInteger();

	private final CountDownLatch over = new CountDownLatch(1);

	Mischief(long seed, Findings findings) {
		this.seed = seed;
		this.faults = findings.faults;
		this.leftBehind = findings.leftBehind;
	}

	/**
	 * Maybe throw, leave the thread dirty, register another one, or block.
	 */
	void inAction(int number, boolean mayBlock, Runnable registerAnother) throws Exception {
		int dice = dice(number);
		if (dice < 4000) {
			this.faults.increment();
			fail(number);
		}
		else if (dice < 7000) {
			this.faults.increment();
			registerAnother.run();
		}
		else if (dice < 10_000 && isOurs()) {
			this.faults.increment();
			dirty();
		}
		else if (dice < 10_030 && mayBlock && isOurs()) {
			block(dice);
		}
	}

	private int dice(int number) {
		long mixed = (this.seed ^ (number * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
		return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), MILLION);
	}

	private static boolean isOurs() {
		return Thread.currentThread().getName().startsWith("finalizers-");
	}

	private static void fail(int number) throws Exception {
		switch (number & 15) {
			case 0 -> overflow(0);
			case 1, 2, 3, 4, 5 -> throw new IOException("soak");
			case 6, 7, 8, 9, 10 -> throw new NoClassDefFoundError("soak");
			default -> throw new IllegalStateException("soak");
		}
	}

	private static long overflow(long depth) {
		return (depth < 0) ? depth : overflow(depth + 1) + depth;
	}

	private static void dirty() {
		Thread thread = Thread.currentThread();
		thread.setPriority(Thread.MIN_PRIORITY);
		thread.setContextClassLoader(null);
		thread.interrupt();
	}

	/**
	 * Block for a moment, or until the registry has closed; then some heed an interrupt.
	 */
	private void block(int dice) throws InterruptedException {
		if (dice % 3 == 0) {
			this.faults.increment();
			LockSupport.parkNanos(100_000_000);
		}
		else if (this.blocked.getAndIncrement() < MOST_BLOCKED) {
			this.faults.increment();
			boolean stubborn = dice % 3 == 1;
			do {
				try {
					this.over.await();
				}
				catch (InterruptedException ex) {
					if (!stubborn) {
						throw ex;
					}
				}
			}
			while (this.over.getCount() > 0);
		}
	}

	/**
	 * Let go whoever blocks.
	 */
	void end() {
		this.over.countDown();
	}

	Thread newThread(Runnable work) {
		if (ThreadLocalRandom.current().nextInt(10) > 0) {
			return new Thread(work);
		}
		this.faults.increment();
		return ThreadLocalRandom.current().nextBoolean() ? null : new Thread(work) {

			@Override
			public void start() {
				throw new OutOfMemoryError("soak: no thread");
			}

		};
	}

	/**
	 * How many stacks were told to have been cut short, because the time was up.
	 */
	int stacksCutShort() {
		return this.stacksCutShort.get();
	}

	void log(Level level, String message, Throwable thrown) {
		if (message.startsWith("The older actions of a stack")) {
			this.stacksCutShort.incrementAndGet();
		}
		maybeThrow(10);
	}

	@Override
	public void finalized(String name, FinalizerCause cause, Duration duration) {
		maybeThrow(1000);
	}

	@Override
	public void failed(String name, FinalizerCause cause, Throwable failure) {
		if (failure instanceof TimeoutException) {
			this.stacksCutShort.incrementAndGet();
		}
		maybeThrow(10);
	}

	@Override
	public void stalled(RunningAction action) {
		maybeThrow(2);
	}

	@Override
	public void sweepBegun(long live) {
		maybeThrow(4);
	}

	@Override
	public void sweepEnded(SweepResult result) {
		this.leftBehind.add(result.leftBehind().size());
		maybeThrow(4);
	}

	private void maybeThrow(int rarely) {
		if (ThreadLocalRandom.current().nextInt(rarely) == 0) {
			this.faults.increment();
			throw new AssertionError("soak");
		}
	}

}
