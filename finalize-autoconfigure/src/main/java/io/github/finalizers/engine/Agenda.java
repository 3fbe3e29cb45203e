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

import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What the exit sweep has to do, by its one rule: the newest live one whose flag is set
 * goes next. It holds a sorted snapshot, and beside it what came or came back while the
 * sweep was on: the newcomers, and those whose flag was set after their turn.
 * <p>
 * All fields are guarded by the monitor, inside which nothing else is locked; but
 * {@code inARow} is the exit thread's, which alone asks for the next. One that stands in
 * two places, or is dead, or is not to run any more, costs a lost claim, nothing else;
 * the dead ones are dropped from time to time, so that whoever registers and calls during
 * a long sweep fills no memory.
 */
final class Agenda {

	/**
	 * How many newcomers may run in a row before all older ones.
	 */
	static final int MOST_IN_A_ROW = 1000;

	private final long firstNewcomer;

	private final NavigableSet<Handle<?>> newcomers = new TreeSet<>(Newest.FIRST);

	private final NavigableSet<Handle<?>> comeBack = new TreeSet<>(Newest.FIRST);

	private Handle<?>[] snapshot = new Handle<?>[0];

	private int remaining;

	private int inARow;

	private int full = 1000;

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
		if (this.closed) {
			return;
		}
		NavigableSet<Handle<?>> set = isNewcomer(handle) ? this.newcomers : this.comeBack;
		if (set.size() >= this.full) {
			set.removeIf((candidate) -> !candidate.isAlive());
			this.full = Math.max(this.full, 2 * set.size());
		}
		set.add(handle);
	}

	/**
	 * Whose turn it is.
	 * @return {@code null} if there is none, or the agenda is closed
	 */
	synchronized @Nullable Handle<?> next() {
		Handle<?> newcomer = first(this.newcomers);
		Handle<?> older = newer(first(this.comeBack), (this.remaining > 0) ? this.snapshot[this.remaining - 1] : null);
		if (newcomer != null
				&& (older == null || (this.inARow < MOST_IN_A_ROW && newcomer.ticket() >= older.ticket()))) {
			return this.newcomers.pollFirst();
		}
		if (older != null && older == first(this.comeBack)) {
			return this.comeBack.pollFirst();
		}
		if (older != null) {
			this.remaining--;
		}
		return older;
	}

	/**
	 * Take note of whose action has run.
	 */
	void ran(Handle<?> handle) {
		if (isNewcomer(handle)) {
			this.inARow++;
		}
		else if (this.inARow < MOST_IN_A_ROW) {
			this.inARow = 0;
		}
	}

	private boolean isNewcomer(Handle<?> handle) {
		return handle.ticket() >= this.firstNewcomer;
	}

	private static @Nullable Handle<?> first(NavigableSet<Handle<?>> set) {
		return set.isEmpty() ? null : set.first();
	}

	private static @Nullable Handle<?> newer(@Nullable Handle<?> a, @Nullable Handle<?> b) {
		return (a == null || (b != null && b.ticket() > a.ticket())) ? b : a;
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
