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
import java.lang.ref.ReferenceQueue;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The collected ones that wait for their turn, in batches, the newest of a batch first.
 * <p>
 * {@code batch} and {@code size} are guarded by the monitor; whoever works takes from the
 * end. Only one thread gathers at a time, the one that found nothing left, and without
 * the monitor. What waits here is live until its turn: whoever calls or detaches it
 * meanwhile wins, and the claim at its turn is lost.
 */
final class Backlog {

	private static final int LARGEST = 1 << 16;

	/**
	 * How long to wait for more of the same collection, which the JVM delivers one by
	 * one: long enough to gather, short against the time that it takes to wake a thread.
	 */
	private static final long GATHERING = 20_000;

	private final ReferenceQueue<Object> queue;

	private Handle<?>[] batch = new Handle<?>[0];

	private int size;

	Backlog(ReferenceQueue<Object> queue) {
		this.queue = queue;
	}

	synchronized @Nullable Handle<?> poll() {
		if (this.size == 0) {
			return null;
		}
		Handle<?> newest = this.batch[--this.size];
		if (this.size == 0) {
			this.batch = new Handle<?>[0];
		}
		return newest;
	}

	/**
	 * Take back one that could not be started.
	 */
	synchronized void giveBack(Handle<?> handle) {
		if (this.size == this.batch.length) {
			this.batch = Arrays.copyOf(this.batch, this.size + 1);
		}
		this.batch[this.size++] = handle;
	}

	synchronized int size() {
		return this.size;
	}

	/**
	 * Wait until something was collected, and gather what comes with it. If memory is too
	 * short to gather or to sort, what there is so far comes as it is.
	 */
	void gather() throws InterruptedException {
		Handle<?>[] gathered = new Handle<?>[16];
		int count = 0;
		Reference<?> next = this.queue.remove();
		try {
			while (next != null) {
				gathered[count++] = (Handle<?>) next;
				if (count == gathered.length) {
					gathered = Arrays.copyOf(gathered, count * 2);
				}
				next = (count < LARGEST) ? nextOfBatch() : null;
			}
			gathered = Newest.last(gathered, count);
		}
		catch (OutOfMemoryError ex) {
			// The order is a habit, not a promise.
		}
		synchronized (this) {
			this.batch = gathered;
			this.size = count;
		}
	}

	private @Nullable Reference<?> nextOfBatch() {
		Reference<?> next = this.queue.poll();
		if (next == null) {
			long until = System.nanoTime() + GATHERING;
			while (next == null && System.nanoTime() < until) {
				Thread.onSpinWait();
				next = this.queue.poll();
			}
		}
		return next;
	}

}
