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

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The one order of creation: a counter from which stripes take tickets, one by one or
 * some ahead. It has its cache lines to itself, as every thread that registers writes it.
 * <p>
 * A stripe that has tickets ahead may use them only as long as nobody has taken any after
 * it ({@link #isNext}). So of two registrations of which one happens-before the other,
 * whatever the threads, the later one gets the higher ticket: either both are of one
 * stripe, which counts up; or the later one finds that its stripe was not the last to
 * take, and takes anew. Two that overlap in time may get their tickets in any order.
 */
final class Tickets {

	/**
	 * How many bits a ticket has: what the slot and two flags leave of a word. They last
	 * for a century of a million registrations a second, for less where stripes that took
	 * ahead drop theirs all the time. After that the order would be wrong, and nothing
	 * else.
	 */
	static final int BITS = Long.SIZE - Segment.SHIFT - 2;

	private static final int INDEX = 16;

	private final AtomicLongArray next = new AtomicLongArray(2 * INDEX);

	/**
	 * Take tickets.
	 * @return the first of them, higher than all that were taken before
	 */
	long take(long count) {
		return this.next.getAndAdd(INDEX, count);
	}

	/**
	 * Whether a ticket is the next to be taken, so that nobody has taken it or any later
	 * one yet.
	 */
	boolean isNext(long ticket) {
		return this.next.get(INDEX) == ticket;
	}

}
