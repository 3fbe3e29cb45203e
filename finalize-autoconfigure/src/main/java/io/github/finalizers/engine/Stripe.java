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

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * The store: one stripe of the live finalizers of one name, with the counts of the dead.
 * <p>
 * <b>Fields.</b> All are guarded by this object's monitor, and so are {@code index} and
 * {@code atExit} of every {@link Handle} of the stripe. Finalizer {@code i} is in slot
 * {@code i % 1024} of segment {@code i / 1024}, for all {@code i < size}: no gaps. The
 * monitor is a leaf: nothing else is locked and no foreign code runs inside.
 * <p>
 * <b>Cost.</b> Adding appends; removing moves the last one into the gap: both O(1), but
 * for the copying of a table of segments. Arrays, not links, so that a collector can walk
 * them side by side. After a peak one empty segment is kept, against thrashing at its
 * edge.
 * <p>
 * <b>Races.</b> Threads meet here only if they share the stripe; a finalizer never
 * changes its stripe, so that finding the monitor needs no lock. Two who end the same
 * finalizer are ordered by the monitor, and the second finds it {@link #DEAD}. Counts
 * change in the same step as the slots: in one stripe, live and dead always add up to
 * what was added.
 */
final class Stripe {

	/**
	 * The index of a finalizer that is dead.
	 */
	static final int DEAD = -1;

	private static final int SHIFT = 10;

	private static final int SEGMENT = 1 << SHIFT;

	private static final int MASK = SEGMENT - 1;

	private static final int SMALLEST = 16;

	final Account account;

	private @Nullable Handle<?>[] @Nullable [] segments = new Handle<?>[1][];

	private int size;

	private boolean sealed;

	private final long[] finished = new long[Account.CAUSES];

	Stripe(Account account, boolean sealed) {
		this.account = account;
		this.sealed = sealed;
	}

	/**
	 * Publish a finalizer.
	 * @return {@code false} if the stripe is sealed, unless this is an action of the exit
	 */
	synchronized boolean add(Handle<?> handle) {
		if (this.sealed && !this.account.core.passes.admits(Thread.currentThread())) {
			return false;
		}
		segmentFor(this.size)[this.size & MASK] = handle;
		handle.index = this.size++;
		return true;
	}

	/**
	 * End a finalizer: the claim. All that can fail for want of stack or memory comes
	 * before the first change, or after the last.
	 * @return {@code false} if it is dead already
	 */
	@SuppressWarnings("EnumOrdinal") // an index into counts that live as long as the
										// process
	synchronized boolean remove(Handle<?> handle, FinalizerCause cause) {
		int index = handle.index;
		if (index == DEAD) {
			return false;
		}
		int counter = cause.ordinal();
		int last = this.size - 1;
		@Nullable Handle<?>[] from = slots(last);
		@Nullable Handle<?>[] to = slots(index);
		Handle<?> moved = Objects.requireNonNull(from[last & MASK]);
		from[last & MASK] = null;
		if (moved != handle) {
			to[index & MASK] = moved;
			moved.index = index;
		}
		handle.index = DEAD;
		this.size = last;
		this.finished[counter]++;
		if ((last & MASK) == 0) {
			trim((last >>> SHIFT) + 1);
		}
		return true;
	}

	/**
	 * End a finalizer if it is still to run at exit: the claim of the sweep.
	 */
	synchronized boolean removeAtExit(Handle<?> handle, FinalizerCause cause) {
		return handle.atExit && remove(handle, cause);
	}

	/**
	 * Refuse what comes from now on.
	 */
	synchronized void seal() {
		this.sealed = true;
	}

	synchronized int live() {
		return this.size;
	}

	/**
	 * Add the counts to sums by cause.
	 * @return how many are live, at the same moment
	 */
	synchronized int addFinished(long[] sums) {
		for (int cause = 0; cause < sums.length; cause++) {
			sums[cause] += this.finished[cause];
		}
		return this.size;
	}

	/**
	 * How many segments hold any.
	 */
	synchronized int segments() {
		return (this.size + MASK) >>> SHIFT;
	}

	/**
	 * Copy one segment: the live finalizers in it.
	 */
	@SuppressWarnings("NullAway") // no gaps below the size
	synchronized Handle<?>[] copy(int segment) {
		int from = segment << SHIFT;
		return (from < this.size) ? Arrays.copyOf(slots(from), Math.min(SEGMENT, this.size - from)) : new Handle<?>[0];
	}

	/**
	 * How many slots are held, filled or not.
	 */
	synchronized int capacity() {
		int capacity = 0;
		for (@Nullable
		Handle<?>[] slots : this.segments) {
			capacity += (slots != null) ? slots.length : 0;
		}
		return capacity;
	}

	private @Nullable Handle<?>[] slots(int index) {
		return Objects.requireNonNull(this.segments[index >>> SHIFT]);
	}

	private @Nullable Handle<?>[] segmentFor(int index) {
		int segment = index >>> SHIFT;
		if (segment == this.segments.length) {
			this.segments = Arrays.copyOf(this.segments, segment * 2);
		}
		@Nullable Handle<?>[] slots = this.segments[segment];
		if (slots == null) {
			slots = new Handle<?>[(segment == 0) ? SMALLEST : SEGMENT];
			this.segments[segment] = slots;
		}
		else if ((index & MASK) == slots.length) {
			slots = Arrays.copyOf(slots, slots.length * 2);
			this.segments[segment] = slots;
		}
		return slots;
	}

	private void trim(int beyondSpare) {
		if (beyondSpare < this.segments.length) {
			this.segments[beyondSpare] = null;
		}
		if (this.segments.length > SMALLEST && beyondSpare < this.segments.length / 4) {
			try {
				this.segments = Arrays.copyOf(this.segments, this.segments.length / 2);
			}
			catch (OutOfMemoryError | StackOverflowError ex) {
				// A table that is too large is no fault.
			}
		}
	}

}
