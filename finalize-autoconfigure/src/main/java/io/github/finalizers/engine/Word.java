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

/**
 * What a finalizer keeps in one {@code long}. From the highest bit: the ticket, the place
 * in the order of creation, given once; {@link #LIVE}; {@link #AT_EXIT}; the slot in the
 * segment. The ticket never changes, and the flags are in the lower half, which no JVM
 * tears: so both may be read without a lock.
 */
final class Word {

	/**
	 * Set if it is to run at exit.
	 */
	static final long AT_EXIT = Segment.SIZE;

	/**
	 * Set from its publication to its end.
	 */
	static final long LIVE = 2 * AT_EXIT;

	private static final long SLOT = Segment.SIZE - 1;

	private static final int TICKET_SHIFT = Long.SIZE - Tickets.BITS;

	private static final long TICKET = -1L << TICKET_SHIFT;

	private Word() {
	}

	/**
	 * The word of a finalizer that is published now.
	 */
	static long live(long word, long ticket, int slot) {
		return (ticket << TICKET_SHIFT) | LIVE | (word & AT_EXIT) | slot;
	}

	/**
	 * The word of a finalizer that is moved to another slot.
	 */
	static long moved(long word, int slot) {
		return (word & ~SLOT) | slot;
	}

	/**
	 * The word of a finalizer that has ended.
	 */
	static long dead(long word) {
		return word & TICKET;
	}

	static long withAtExit(long word, boolean atExit) {
		return atExit ? (word | AT_EXIT) : (word & ~AT_EXIT);
	}

	static boolean has(long word, long flags) {
		return (word & flags) == flags;
	}

	static int slot(long word) {
		return (int) (word & SLOT);
	}

	static long ticket(long word) {
		return word >>> TICKET_SHIFT;
	}

}
