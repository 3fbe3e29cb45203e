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

/**
 * The segments of a stripe, which guards all of it: as many as are filled, and after a
 * peak one that is empty, against thrashing at its edge. Only the first one starts small,
 * and grows.
 */
final class Segments {

	private static final int SMALLEST_SEGMENT = 64;

	private static final int LARGEST_IDLE_TABLE = 64;

	private final Stripe stripe;

	private @Nullable Segment[] table = new Segment[1];

	private boolean sized;

	Segments(Stripe stripe) {
		this.stripe = stripe;
	}

	/**
	 * The segment of a finalizer that is in the store.
	 */
	@SuppressWarnings("NullAway") // no gaps below the size
	Segment at(int index) {
		return this.table[index >>> Segment.SHIFT];
	}

	/**
	 * The segment for one more, with room for it.
	 */
	Segment forNext(int index) {
		int number = index >>> Segment.SHIFT;
		if (number == this.table.length) {
			this.table = Arrays.copyOf(this.table, number * 2);
		}
		Segment segment = this.table[number];
		if (segment == null) {
			segment = new Segment(this.stripe, (number == 0) ? SMALLEST_SEGMENT : Segment.SIZE);
			if (this.sized) {
				segment.makeSized();
			}
			this.table[number] = segment;
		}
		else if ((index & Segment.MASK) == segment.slots.length) {
			segment.grow();
		}
		return segment;
	}

	/**
	 * Make room for sizes, here and in all that comes.
	 */
	void makeSized() {
		for (Segment segment : this.table) {
			if (segment != null) {
				segment.makeSized();
			}
		}
		this.sized = true;
	}

	/**
	 * Give back what is beyond the segment that has just become empty.
	 * @param size how many finalizers are left
	 */
	void trim(int size) {
		int beyondSpare = (size >>> Segment.SHIFT) + 1;
		if (beyondSpare < this.table.length) {
			this.table[beyondSpare] = null;
		}
		if (this.table.length > LARGEST_IDLE_TABLE && beyondSpare < this.table.length / 4) {
			try {
				this.table = Arrays.copyOf(this.table, this.table.length / 2);
			}
			catch (OutOfMemoryError | StackOverflowError ex) {
				// A table that is too large is no fault.
			}
		}
	}

	/**
	 * How many slots are held, filled or not.
	 */
	int capacity() {
		int capacity = 0;
		for (Segment segment : this.table) {
			capacity += (segment != null) ? segment.slots.length : 0;
		}
		return capacity;
	}

}
