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

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * The store: one stripe of the live finalizers of one name, with the counts of the dead.
 * <p>
 * <b>Fields.</b> All are guarded by this object's lock, and so are {@code segment} and
 * {@code word} of every {@link Handle} of the stripe. Finalizer {@code i} is in slot
 * {@code i % 1024} of segment {@code i / 1024}, for all {@code i < size}: no gaps. The
 * lock is a leaf: nothing else is locked and no foreign code runs inside. Where a
 * finalizer was registered is beside it in the {@link Segment}, goes where it goes, and
 * is gone when it is removed.
 * <p>
 * <b>Cost.</b> Adding appends; removing moves the last one into the gap: both O(1), but
 * for the copying of a table of segments. Arrays, not links, so that a collector can walk
 * them side by side. With compressed references a finalizer has 20 bytes beside those of
 * a {@link java.lang.ref.WeakReference}, and 4 for its slot: its name, registry and
 * stripe are its segment's; its ticket, flags and slot share one word. There is room for
 * what a few finalizers have: a mark for all of a name belongs to the {@link Account}, a
 * field for some to the {@link Segment}.
 * <p>
 * <b>Races.</b> Threads meet here only if they share the stripe. A finalizer never
 * changes its stripe, and every segment that it ever points to is of that stripe: so
 * finding the lock needs no lock. Two who end the same finalizer are ordered by the lock,
 * and the second finds it dead. Counts change in the same step as the slots: in one
 * stripe, live and dead always add up to what was added. A ticket is taken in the same
 * step too, so tickets go up with the time at which a stripe took its finalizers in.
 */
final class Stripe extends Holdings {

	/**
	 * Keeps the counts away from what is before them in memory.
	 */
	private static final int FIRST_COUNT = 8;

	final Account account;

	/**
	 * What the dead point to instead of their segment, so that they hold none.
	 */
	final Segment ended = new Segment(this, 0);

	private final Segments segments = new Segments(this);

	private int size;

	private boolean sealed;

	private final long[] finished = new long[FIRST_COUNT + Account.CAUSES];

	private final TakenAhead ahead;

	Stripe(Account account, boolean sealed) {
		this.account = account;
		this.ahead = new TakenAhead(account.core.tickets);
		this.sealed = sealed;
	}

	/**
	 * Publish a finalizer without a size.
	 */
	boolean add(Handle<?> handle) {
		return add(handle, 0);
	}

	/**
	 * Publish a finalizer.
	 * @param bytes its size, 0 for none
	 * @return {@code false} if the stripe is sealed, unless this is an action of the exit
	 */
	boolean add(Handle<?> handle, long bytes) {
		lock();
		try {
			if (this.sealed && !this.account.core.passes.admits(Thread.currentThread())) {
				return false;
			}
			if (bytes > 0 && !this.sized) {
				this.segments.makeSized();
				this.sized = true;
			}
			Segment segment = this.segments.forNext(this.size);
			int slot = this.size & Segment.MASK;
			long word = Word.live(handle.word, this.ahead.next(), slot);
			long[] sizes = segment.sizes;
			if (bytes > 0 && sizes != null) {
				sizes[slot] = bytes;
				this.bytes += bytes;
			}
			segment.slots[slot] = handle;
			handle.segment = segment;
			handle.word = word;
			this.size++;
			return true;
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
	 * End a finalizer: the claim.
	 * @return {@code false} if it is dead already
	 */
	boolean remove(Handle<?> handle, FinalizerCause cause) {
		return remove(handle, cause, Word.LIVE);
	}

	/**
	 * End a finalizer if it is still to run at exit: the claim of the sweep.
	 */
	boolean removeAtExit(Handle<?> handle, FinalizerCause cause) {
		return remove(handle, cause, Word.LIVE | Word.AT_EXIT);
	}

	/**
	 * All that can fail for want of stack or memory, which is every call, comes before
	 * the first change, or after the last. A site that there is no memory to move is
	 * dropped.
	 */
	@SuppressWarnings({ "EnumOrdinal", "NullAway" }) // an index into counts that live as
														// long as the process; no gaps
														// below the size
	private boolean remove(Handle<?> handle, FinalizerCause cause, long wanted) {
		int counter = FIRST_COUNT + cause.ordinal();
		lock();
		try {
			long word = handle.word;
			if (!Word.has(word, wanted)) {
				return false;
			}
			long dead = Word.dead(word);
			int slot = Word.slot(word);
			int last = this.size - 1;
			int end = last & Segment.MASK;
			Segment tail = this.segments.at(last);
			@Nullable Handle<?>[] from = tail.slots;
			Handle<?> moved = from[end];
			long movedWord = Word.moved(moved.word, slot);
			Site movedSite = (moved != handle) ? tail.site(end) : null;
			boolean room = movedSite == null || handle.segment.roomForSite(slot) != null;
			@Nullable Site @Nullable [] fromSites = tail.sites;
			@Nullable Site @Nullable [] sites = handle.segment.sites;
			long[] fromSizes = tail.sizes;
			long[] sizes = handle.segment.sizes;
			from[end] = null;
			if (fromSites != null && end < fromSites.length) {
				fromSites[end] = null;
			}
			if (sites != null && slot < sites.length) {
				sites[slot] = room ? movedSite : null;
			}
			if (fromSizes != null && sizes != null) {
				sizes[slot] = fromSizes[end];
				fromSizes[end] = 0;
			}
			if (moved != handle) {
				handle.segment.slots[slot] = moved;
				moved.segment = handle.segment;
				moved.word = movedWord;
			}
			handle.word = dead;
			handle.segment = this.ended;
			this.size = last;
			this.finished[counter]++;
			if ((last & Segment.MASK) == 0) {
				this.segments.trim(last);
			}
			return true;
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
	 * Keep where a finalizer was registered, unless it is dead already.
	 */
	void setSite(Handle<?> handle, Site site) {
		inside(() -> {
			int slot = Word.slot(handle.word);
			@Nullable Site @Nullable [] sites = handle.isLive() ? handle.segment.roomForSite(slot) : null;
			if (sites != null) {
				sites[slot] = site;
			}
			return sites;
		});
	}

	/**
	 * Where a finalizer was registered, {@code null} if it is dead or that was not
	 * recorded.
	 */
	@Nullable Site site(Handle<?> handle) {
		return inside(() -> handle.isLive() ? handle.segment.site(Word.slot(handle.word)) : null);
	}

	/**
	 * Take note that a finalizer which has ended holds nothing any more: its action, if
	 * it has run, has finished.
	 * @param bytes what it held, as was asked for before the claim
	 */
	void release(long bytes) {
		if (bytes > 0) {
			giveBack(bytes);
		}
		if (this.account.limit != null) {
			this.account.limit.quota.giveBack(bytes);
		}
	}

	/**
	 * Refuse what comes from now on.
	 */
	void seal() {
		inside(() -> this.sealed = true);
	}

	int live() {
		return inside(() -> this.size);
	}

	/**
	 * Add the counts to sums by cause.
	 * @return how many are live, at the same moment
	 */
	int addFinished(long[] sums) {
		return inside(() -> {
			for (int cause = 0; cause < sums.length; cause++) {
				sums[cause] += this.finished[FIRST_COUNT + cause];
			}
			return this.size;
		});
	}

	/**
	 * How many segments hold any.
	 */
	int segments() {
		return (live() + Segment.MASK) >>> Segment.SHIFT;
	}

	/**
	 * Copy one segment: the live finalizers in it.
	 */
	@SuppressWarnings("NullAway") // no gaps below the size
	Handle<?>[] copy(int segment) {
		return inside(() -> {
			int from = segment << Segment.SHIFT;
			return (from < this.size)
					? Arrays.copyOf(this.segments.at(from).slots, Math.min(Segment.SIZE, this.size - from))
					: new Handle<?>[0];
		});
	}

	/**
	 * How many slots are held, filled or not.
	 */
	int capacity() {
		return inside(this.segments::capacity);
	}

}
