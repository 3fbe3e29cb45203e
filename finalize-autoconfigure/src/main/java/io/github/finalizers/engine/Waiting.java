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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a bounded time, whatever interrupts the thread, and keeps the interrupt for
 * later.
 */
final class Waiting {

	private Waiting() {
	}

	static void await(CountDownLatch latch, long nanos) {
		long until = System.nanoTime() + nanos;
		uninterruptibly(() -> latch.await(until - System.nanoTime(), TimeUnit.NANOSECONDS));
	}

	static void join(Thread thread, long nanos) {
		long until = System.nanoTime() + nanos;
		uninterruptibly(() -> TimeUnit.NANOSECONDS.timedJoin(thread, until - System.nanoTime()));
	}

	private static void uninterruptibly(Wait wait) {
		boolean interrupted = false;
		boolean done = false;
		while (!done) {
			try {
				wait.run();
				done = true;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Something that waits.
	 */
	@FunctionalInterface
	private interface Wait {

		void run() throws InterruptedException;

	}

}
