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

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for room under the limit of a name. The {@link Quota} guards the
 * links and the place; {@code place} is also read without, by the thread itself.
 */
final class Waiter {

	static final int NONE = 0;

	static final int GIVEN = 1;

	static final int REFUSED = 2;

	private final Thread thread = Thread.currentThread();

	final long size;

	@Nullable Waiter previous;

	@Nullable Waiter next;

	/**
	 * Refused until it is in the queue.
	 */
	volatile int place = REFUSED;

	Waiter(long size) {
		this.size = size;
	}

	/**
	 * Wake the threads of waiters that are linked, and not in the queue any more.
	 */
	static void wakeAll(@Nullable Waiter first) {
		Waiter next = first;
		while (next != null) {
			Waiter woken = next;
			next = next.next; // which is its own again as soon as it wakes
			LockSupport.unpark(woken.thread);
		}
	}

	/**
	 * Those who wait, in their order. The {@link Quota} guards it.
	 */
	static final class Queue {

		@Nullable Waiter first;

		private @Nullable Waiter last;

		void add(Waiter waiter) {
			waiter.place = NONE;
			waiter.previous = this.last;
			if (this.last != null) {
				this.last.next = waiter;
			}
			else {
				this.first = waiter;
			}
			this.last = waiter;
		}

		/**
		 * Take out one that is in.
		 */
		void remove(Waiter waiter, int place) {
			Waiter previous = waiter.previous;
			Waiter next = waiter.next;
			if (previous != null) {
				previous.next = next;
			}
			else {
				this.first = next;
			}
			if (next != null) {
				next.previous = previous;
			}
			else {
				this.last = previous;
			}
			waiter.previous = null;
			waiter.next = null;
			waiter.place = place;
		}

	}

}
