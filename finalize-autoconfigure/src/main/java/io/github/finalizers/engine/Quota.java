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

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerLimit;

/**
 * What the finalizers of a name that has a limit hold: exactly, so that it is never past
 * the limit unless that is what the policy says.
 * <p>
 * <b>Fields.</b> All are guarded by this object's lock, a leaf, as are the waiters.
 * <p>
 * <b>Waiting.</b> Who waits does so without the lock: what is given back is handed to the
 * first of the queue, and to the next ones as long as it lasts. So nobody who wants much
 * is overtaken for ever by those who want little, and nobody is woken in vain.
 * <p>
 * <b>Races.</b> A waiter whose time is over takes itself off the queue, and learns under
 * the lock whether it was given its place just before; then it keeps it. Giving back
 * changes what is held before it calls anything, and allocates nothing: at the end of a
 * stack the queue may be served later, and nothing is lost.
 */
final class Quota extends SpinLock {

	private static final long NOTHING = Long.MAX_VALUE;

	private final long mostCount;

	private final long mostBytes;

	private long count;

	private long bytes;

	private long exceeded;

	private boolean crossed;

	private boolean told;

	private long relieved;

	private long wanted = NOTHING;

	private final Waiter.Queue queue = new Waiter.Queue();

	Quota(FinalizerLimit limit) {
		this.mostCount = (limit.count() > 0) ? limit.count() : Long.MAX_VALUE;
		this.mostBytes = (limit.bytes() > 0) ? limit.bytes() : Long.MAX_VALUE;
	}

	/**
	 * Take a place for a new finalizer, if there is one.
	 * @param first whether before those who wait, for those who cannot
	 * @return {@code false} if not, which is counted once
	 */
	boolean take(long size, boolean first) {
		lock();
		try {
			boolean free = fits(size) && (first || this.queue.first == null || isFree(size));
			if (free) {
				hold(size);
			}
			else if (!first) {
				this.exceeded++;
				this.wanted = Math.min(this.wanted, size);
			}
			return free;
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

	/**
	 * Take a place whether there is one or not.
	 * @return whether the limit has been crossed, and nobody was told of it
	 */
	boolean takeAnyway(long size) {
		lock();
		try {
			this.crossed |= !fits(size);
			this.wanted = NOTHING;
			hold(size);
			return this.crossed && !this.told;
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

	private void hold(long size) {
		this.count++;
		this.bytes += size;
	}

	private boolean fits(long size) {
		return this.count < this.mostCount && (size == 0 || size <= this.mostBytes - this.bytes);
	}

	/**
	 * Whether nothing is asked for that is limited.
	 */
	private boolean isFree(long size) {
		return size == 0 && this.mostCount == Long.MAX_VALUE;
	}

	/**
	 * Give a place back.
	 */
	void giveBack(long size) {
		Waiter served;
		lock();
		try {
			this.count--;
			this.bytes -= size;
			if (this.crossed && this.count <= this.mostCount && this.bytes <= this.mostBytes) {
				this.crossed = false;
				this.told = false;
				this.relieved++;
			}
			if (this.wanted != NOTHING && fits(this.wanted)) {
				this.wanted = NOTHING;
				this.relieved++;
			}
			served = serve();
		}
		finally {
			try {
				unlock();
			}
			catch (Throwable ex) {
				this.busy = FREE;
			}
		}
		Waiter.wakeAll(served);
	}

	/**
	 * Hand what there is to those who wait, in their order.
	 * @return those who have their place now, linked
	 */
	private @Nullable Waiter serve() {
		Waiter served = null;
		Waiter next = this.queue.first;
		while (next != null && fits(next.size)) {
			this.queue.remove(next, Waiter.GIVEN);
			hold(next.size);
			next.next = served;
			served = next;
			next = this.queue.first;
		}
		return served;
	}

	/**
	 * Begin to wait, unless there is a place already.
	 */
	void join(Waiter waiter) {
		Waiter.wakeAll(inside(() -> {
			this.queue.add(waiter);
			return serve();
		}));
	}

	/**
	 * Wait no more, and be in nobody's way. Nothing is allocated: who could not leave for
	 * want of memory would be given a place that nobody ever gives back.
	 * @return whether it was given a place
	 */
	boolean leave(Waiter waiter) {
		Waiter served = null;
		lock();
		try {
			if (waiter.place == Waiter.NONE) {
				this.queue.remove(waiter, Waiter.REFUSED);
				served = serve();
			}
		}
		finally {
			try {
				unlock();
			}
			catch (Throwable ex) {
				this.busy = FREE;
			}
		}
		Waiter.wakeAll(served);
		return waiter.place == Waiter.GIVEN;
	}

	/**
	 * Refuse all who wait.
	 */
	void endWaiting() {
		Waiter.wakeAll(inside(() -> {
			Waiter refused = null;
			for (Waiter next = this.queue.first; next != null; next = this.queue.first) {
				this.queue.remove(next, Waiter.REFUSED);
				next.next = refused;
				refused = next;
			}
			return refused;
		}));
	}

	/**
	 * Take note that somebody was told of the crossing.
	 */
	void tell() {
		inside(() -> this.told = this.crossed);
	}

	/**
	 * How many registrations were past the limit.
	 */
	long exceeded() {
		return inside(() -> this.exceeded);
	}

	/**
	 * How often what is held has come back from past the limit, or there was room again
	 * for the least of what was refused or waits.
	 */
	long relieved() {
		return inside(() -> this.relieved);
	}

	/**
	 * How many finalizers and how many bytes are held.
	 */
	long[] held() {
		return inside(() -> new long[] { this.count, this.bytes });
	}

}
