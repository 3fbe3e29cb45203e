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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A lock for a few dozen instructions that are over before a thread could be parked: one
 * atomic instruction, where a monitor needs two. It is not reentrant and not fair.
 * <p>
 * <b>Field.</b> {@code busy} is set by compare-and-set and cleared by a release store, so
 * that what one holder writes is seen by the next.
 * <p>
 * <b>Waiting.</b> Whoever finds it busy spins for as long as a holder usually needs, then
 * yields, as the holder may have lost its processor, and at last sleeps for moments, so
 * that a holder of a lower priority gets its turn.
 * <p>
 * <b>Short of stack or memory.</b> {@link #unlock()} is a call, and may fail at the very
 * end of a stack, or for want of memory when it is linked; clearing {@code busy} in the
 * same frame cannot: <pre>
 * lock();
 * try {
 * 	...
 * }
 * finally {
 * 	try {
 * 		unlock();
 * 	}
 * 	catch (Throwable ex) {
 * 		this.busy = FREE;
 * 	}
 * }
 * </pre>
 */
abstract class SpinLock extends Margin {

	static final int FREE = 0;

	private static final int TAKEN = 1;

	private static final int SPINS = 100;

	private static final int YIELDS = 1000;

	private static final long MOMENT = TimeUnit.MICROSECONDS.toNanos(50);

	private static final VarHandle BUSY;

	static {
		try {
			BUSY = MethodHandles.lookup().findVarHandle(SpinLock.class, "busy", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	volatile int busy;

	final void lock() {
		if (!BUSY.compareAndSet(this, FREE, TAKEN)) {
			await();
		}
	}

	final void unlock() {
		BUSY.setRelease(this, FREE);
	}

	/**
	 * Do something short while nothing changes here.
	 */
	final <T extends @Nullable Object> T inside(Supplier<T> task) {
		lock();
		try {
			return task.get();
		}
		finally {
			try {
				unlock();
			}
			catch (Throwable ex) {
				this.busy = FREE;
			}
		}
	}

	@SuppressWarnings("ThreadPriorityCheck") // the holder may have lost its processor
	private void await() {
		int tries = 0;
		boolean interrupted = false;
		while (this.busy != FREE || !BUSY.compareAndSet(this, FREE, TAKEN)) {
			tries++;
			if (tries < SPINS) {
				Thread.onSpinWait();
			}
			else if (tries < YIELDS) {
				Thread.yield();
			}
			else {
				interrupted |= Thread.interrupted(); // which would keep it from sleeping
				LockSupport.parkNanos(MOMENT);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
