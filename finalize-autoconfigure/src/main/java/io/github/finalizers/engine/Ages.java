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
 * Tells about when a ticket was given out, from a small table of marks, so that no
 * finalizer needs a time of its own.
 * <p>
 * All fields are guarded by the monitor, but {@code nextMark} is also read without it: a
 * thread that sees an old value marks once too often, or not yet. Every ticket is marked
 * while registrations are rare, every thousandth number when they come in bursts; when
 * the table is full, every other mark goes, so that the past becomes coarser.
 */
final class Ages {

	private static final int MARKS = 512;

	private static final long SHORT = 100_000_000;

	private static final long LONG = 1_000_000_000;

	private static final long MAX_STRIDE = 1 << 10;

	private final long[] tickets = new long[MARKS];

	private final long[] times = new long[MARKS];

	private int size;

	private long stride = 1;

	private volatile long nextMark;

	boolean isDue(long ticket) {
		return ticket >= this.nextMark;
	}

	synchronized void mark(long ticket, long now) {
		if (this.size > 0) {
			long since = now - this.times[this.size - 1];
			if (ticket <= this.tickets[this.size - 1]) {
				return;
			}
			if (since < SHORT) {
				this.stride = Math.min(this.stride * 2, MAX_STRIDE);
			}
			else if (since > LONG) {
				this.stride = 1;
			}
		}
		if (this.size == MARKS) {
			thin();
		}
		this.tickets[this.size] = ticket;
		this.times[this.size++] = now;
		this.nextMark = ticket + this.stride;
	}

	private void thin() {
		this.size = MARKS / 2;
		for (int i = 0; i < this.size; i++) {
			this.tickets[i] = this.tickets[2 * i];
			this.times[i] = this.times[2 * i];
		}
	}

	/**
	 * How long ago a ticket was given out, at most; 0 if nothing is known.
	 */
	synchronized long age(long ticket, long now) {
		int low = 0;
		int high = this.size - 1;
		while (low < high) {
			int middle = (low + high + 1) >>> 1;
			if (this.tickets[middle] <= ticket) {
				low = middle;
			}
			else {
				high = middle - 1;
			}
		}
		return (this.size > 0) ? Math.max(0, now - this.times[low]) : 0;
	}

}
