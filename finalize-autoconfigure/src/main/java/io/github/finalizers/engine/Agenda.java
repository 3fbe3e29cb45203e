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

import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * What the exit sweep has to do, by its one rule: the newest live one whose flag is set
 * goes next. It holds a sorted snapshot, and beside it what came or came back while the
 * sweep was on: the newcomers, and those whose flag was set after their turn.
 * <p>
 * All fields are guarded by the monitor. One that stands in two places, or is dead, or is
 * not to run any more, costs a lost claim, nothing else.
 */
final class Agenda {

	/**
	 * How many newcomers may go in a row before all older ones.
	 */
	static final int MOST_IN_A_ROW = 1000;

	private final long firstNewcomer;

	private final PriorityQueue<Handle<?>> newcomers = new PriorityQueue<>(Newest.FIRST);

	private final PriorityQueue<Handle<?>> comeBack = new PriorityQueue<>(Newest.FIRST);

	private Handle<?>[] snapshot = new Handle<?>[0];

	private int remaining;

	private int inARow;

	private boolean closed;

	Agenda(long firstNewcomer) {
		this.firstNewcomer = firstNewcomer;
	}

	synchronized void setSnapshot(Handle<?>[] newestLast) {
		this.snapshot = newestLast;
		this.remaining = newestLast.length;
	}

	/**
	 * Take in a newcomer, or one whose flag was set.
	 */
	synchronized void offer(Handle<?> handle) {
		if (!this.closed) {
			((handle.ticket >= this.firstNewcomer) ? this.newcomers : this.comeBack).add(handle);
		}
	}

	/**
	 * Whose turn it is.
	 * @return {@code null} if there is none, or the agenda is closed
	 */
	synchronized @Nullable Handle<?> next() {
		if (this.closed) {
			return null;
		}
		Handle<?> newcomer = this.newcomers.peek();
		Handle<?> older = newer(this.comeBack.peek(), (this.remaining > 0) ? this.snapshot[this.remaining - 1] : null);
		if (newcomer != null && (older == null || (this.inARow < MOST_IN_A_ROW && newcomer.ticket >= older.ticket))) {
			this.inARow++;
			return this.newcomers.poll();
		}
		if (older == null) {
			return null;
		}
		this.inARow = (this.inARow < MOST_IN_A_ROW) ? 0 : this.inARow;
		if (older == this.comeBack.peek()) {
			return this.comeBack.poll();
		}
		this.remaining--;
		return older;
	}

	private static @Nullable Handle<?> newer(@Nullable Handle<?> a, @Nullable Handle<?> b) {
		return (a == null || (b != null && b.ticket > a.ticket)) ? b : a;
	}

	/**
	 * Hand out nothing any more.
	 */
	synchronized void close() {
		this.closed = true;
		this.snapshot = new Handle<?>[0];
		this.remaining = 0;
		this.newcomers.clear();
		this.comeBack.clear();
	}

}
