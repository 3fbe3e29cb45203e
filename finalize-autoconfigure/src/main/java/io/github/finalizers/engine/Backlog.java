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

import org.jspecify.annotations.Nullable;

/**
 * The collected ones that wait for their turn, in batches, the newest of a batch first.
 * <p>
 * <b>Fields.</b> {@code batch} is written under the monitor, and so are {@code gathering}
 * and {@code closed}. Whoever works takes from the end of the batch without it. What
 * waits here is live until its turn: whoever calls or detaches it meanwhile wins, and the
 * claim at its turn is lost.
 * <p>
 * <b>Races.</b> One thread works at a time, so nobody else takes; who counts what waits
 * puts a new batch, with more in it, in the place of the old one. What was taken from the
 * old one meanwhile stands in the new one too, which costs a lost claim. Only one thread
 * gathers at a time, the one that found nothing left, and it waits without the monitor.
 * While it does, nobody else takes from the queue: what another had taken would not wake
 * it.
 */
final class Backlog {

	private static final int LARGEST = 1 << 16;

	/**
	 * How long to wait for more of the same collection, which the JVM delivers one by
	 * one: long enough to gather, short against the time that it takes to wake a thread.
	 */
	private static final long GATHERING = 20_000;

	private static final Batch NONE = new Batch();

	private final ReferenceQueue<Object> queue;

	private volatile Batch batch = NONE;

	private boolean gathering;

	private boolean closed;

	Backlog(ReferenceQueue<Object> queue) {
		this.queue = queue;
	}

	/**
	 * Take the next one, for the thread that works.
	 */
	@Nullable Handle<?> poll() {
		return this.batch.poll();
	}

	/**
	 * How many wait, those that nobody has had time to gather included, and without those
	 * that have died meanwhile.
	 */
	int pending() {
		gatherMore();
		return this.batch.live();
	}

	/**
	 * What is taken from the queue is in the batch that follows, even at the end of the
	 * caller's stack: so it is put there without a call.
	 */
	private synchronized void gatherMore() {
		if (this.gathering) {
			return;
		}
		Batch more = new Batch(this.batch);
		int before = more.size;
		try {
			Reference<?> next = this.queue.poll();
			while (next != null) {
				more.handles[more.size++] = (Handle<?>) next;
				more.makeRoom();
				next = this.queue.poll();
			}
		}
		finally {
			if (more.size > before && !this.closed) {
				try {
					more.sort();
				}
				finally {
					this.batch = more;
				}
			}
		}
	}

	/**
	 * Drop what waits, and all that comes: the exit sweep finds it in the store.
	 */
	synchronized void close() {
		this.closed = true;
		this.batch = NONE;
	}

	private synchronized boolean startGathering() {
		this.gathering = this.batch.size == 0;
		if (this.gathering) {
			this.batch = NONE;
		}
		return this.gathering;
	}

	private synchronized void stopGathering(Batch gathered) {
		this.gathering = false;
		if (!this.closed && gathered.size > 0) {
			gathered.sort();
			this.batch = gathered;
		}
	}

	/**
	 * Wait until something was collected, and gather what comes with it. If memory is too
	 * short to gather more, what there is so far has its turn, and the rest are still in
	 * the queue.
	 */
	void gather() throws InterruptedException {
		if (!startGathering()) {
			return;
		}
		Batch gathered = NONE;
		try {
			gathered = new Batch();
			Reference<?> next = this.queue.poll();
			boolean alone = next == null;
			next = alone ? this.queue.remove() : next;
			while (next != null) {
				gathered.handles[gathered.size++] = (Handle<?>) next;
				gathered.makeRoom();
				next = (gathered.size < LARGEST) ? nextOfBatch(alone && gathered.size == 1) : null;
			}
		}
		catch (OutOfMemoryError ex) {
			if (gathered == NONE) {
				throw ex;
			}
		}
		finally {
			stopGathering(gathered);
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
