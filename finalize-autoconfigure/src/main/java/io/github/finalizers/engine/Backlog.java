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
 * <b>Fields.</b> All are guarded by the monitor; whoever works takes from the end of the
 * batch. What waits here is live until its turn: whoever calls or detaches it meanwhile
 * wins, and the claim at its turn is lost.
 * <p>
 * <b>Races.</b> Only one thread gathers at a time, the one that found nothing left, and
 * it waits without the monitor. While it does, nobody else takes from the queue: what
 * another had taken would not wake it.
 */
final class Backlog {

	private static final int LARGEST = 1 << 16;

	/**
	 * How long to wait for more of the same collection, which the JVM delivers one by
	 * one: long enough to gather, short against the time that it takes to wake a thread.
	 */
	private static final long GATHERING = 20_000;

	private static final Handle<?>[] NONE = new Handle<?>[0];

	private final ReferenceQueue<Object> queue;

	private Handle<?>[] batch = NONE;

	private int size;

	private boolean gathering;

	private boolean closed;

	Backlog(ReferenceQueue<Object> queue) {
		this.queue = queue;
	}

	synchronized @Nullable Handle<?> poll() {
		if (this.size == 0) {
			this.batch = NONE;
			return null;
		}
		return this.batch[--this.size];
	}

	/**
	 * Take back the one that was polled last, which could not be started. If the batch
	 * has been replaced meanwhile, it waits in the store for the exit sweep.
	 */
	synchronized void giveBack(Handle<?> handle) {
		if (this.size < this.batch.length && this.batch[this.size] == handle) {
			this.size++;
		}
	}

	/**
	 * How many wait, those that nobody has had time to gather included, and without those
	 * that have died meanwhile.
	 */
	int pending() {
		Handle<?>[] waiting = gatherMore();
		int pending = 0;
		for (Handle<?> handle : waiting) {
			pending += handle.isAlive() ? 1 : 0;
		}
		return pending;
	}

	private synchronized Handle<?>[] gatherMore() {
		Handle<?>[] more = Arrays.copyOf(this.batch, this.size + 16);
		int before = this.size;
		int count = before;
		Reference<?> next = this.gathering ? null : this.queue.poll();
		while (next != null) {
			more[count++] = (Handle<?>) next;
			set(more, count);
			if (count == more.length) {
				more = Arrays.copyOf(more, count * 2);
			}
			next = this.queue.poll();
		}
		if (count > before) {
			set(Newest.last(more, count), count);
		}
		return Arrays.copyOf(this.batch, this.size);
	}

	/**
	 * Drop what waits, and all that comes: the exit sweep finds it in the store.
	 */
	synchronized void close() {
		this.closed = true;
		set(NONE, 0);
	}

	private synchronized boolean startGathering() {
		this.gathering = this.size == 0;
		return this.gathering;
	}

	private synchronized void stopGathering(Handle<?>[] gathered, int count) {
		this.gathering = false;
		if (count > 0) {
			set(gathered, count);
		}
	}

	private synchronized void set(Handle<?>[] batch, int size) {
		this.batch = this.closed ? NONE : batch;
		this.size = this.closed ? 0 : size;
	}

	/**
	 * Wait until something was collected, and gather what comes with it. If memory is too
	 * short to gather or to sort, what there is so far comes as it is.
	 */
	void gather() throws InterruptedException {
		if (!startGathering()) {
			return;
		}
		Handle<?>[] gathered = NONE;
		int count = 0;
		try {
			gathered = new Handle<?>[16];
			Reference<?> next = this.queue.poll();
			boolean alone = next == null;
			next = alone ? this.queue.remove() : next;
			while (next != null) {
				gathered[count++] = (Handle<?>) next;
				if (count == gathered.length) {
					gathered = Arrays.copyOf(gathered, count * 2);
				}
				next = (count < LARGEST) ? nextOfBatch(alone && count == 1) : null;
			}
			gathered = Newest.last(gathered, count);
		}
		catch (OutOfMemoryError ex) {
			// The order is a habit, not a promise.
		}
		finally {
			stopGathering(gathered, count);
		}
	}

	/**
	 * The next one, and a moment to wait for it, but for one that came alone: had there
	 * been more, they would nearly always have come while this thread woke up.
	 */
	private @Nullable Reference<?> nextOfBatch(boolean alone) {
		Reference<?> next = this.queue.poll();
		if (next == null && !alone) {
			long until = System.nanoTime() + GATHERING;
			while (next == null && System.nanoTime() < until) {
				Thread.onSpinWait();
				next = this.queue.poll();
			}
		}
		return next;
	}

}
