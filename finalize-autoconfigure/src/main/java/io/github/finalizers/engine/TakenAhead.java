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
 * The tickets that a stripe has taken ahead, guarded by the stripe: while nobody else
 * takes any, it need not go to the counter that all share.
 * <p>
 * <b>Fields.</b> {@code next} to {@code end} are left; {@code alone} tells that nobody
 * had taken any between the last two times, so that taking some ahead is worth while.
 * <p>
 * <b>Races.</b> Others take at the same time. If the counter still stands at {@code end},
 * all tickets that were ever given are lower than {@code next}, and those that are left
 * may be used; if it does not, they are dropped.
 */
final class TakenAhead extends Margin {

	private static final int COUNT = 64;

	private final Tickets tickets;

	private long next;

	private long end;

	private boolean alone;

	TakenAhead(Tickets tickets) {
		this.tickets = tickets;
	}

	/**
	 * The highest ticket so far.
	 */
	long next() {
		if (this.next < this.end && this.tickets.isNext(this.end)) {
			return this.next++;
		}
		int count = this.alone ? COUNT : 1;
		long taken = this.tickets.take(count);
		this.alone = taken == this.end;
		this.next = taken + 1;
		this.end = taken + count;
		return taken;
	}

}
