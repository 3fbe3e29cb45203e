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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ages}, in milliseconds.
 */
class AgesTests {

	private final Ages ages = new Ages();

	@Test
	@DisplayName("C45 nothing is known before the first mark")
	void ageWhenNothingIsMarkedShouldBeZero() {
		assertThat(this.ages.isDue(0)).isTrue();
		assertThat(age(0, 1000)).isZero();
	}

	@Test
	@DisplayName("C45 an age is that of the ticket's own mark, or of the newest one before it")
	void ageWhenRegistrationsAreRareShouldBeExact() {
		for (int ticket = 0; ticket < 100; ticket++) {
			assertThat(this.ages.isDue(ticket)).isTrue();
			mark(ticket, ticket * 2000L);
			assertThat(this.ages.isDue(ticket)).isFalse();
		}
		for (int ticket = 0; ticket < 100; ticket++) {
			assertThat(age(ticket, 200_000)).isEqualTo(200_000 - ticket * 2000L);
		}
		assertThat(age(500, 200_000)).isEqualTo(2000);
		assertThat(age(99, 197_000)).as("a clock that went back").isZero();
	}

	@Test
	@DisplayName("C45 in a burst every second ticket is marked, every fourth, at last every 1024th")
	void isDueWhenInABurstShouldBecomeRare() {
		long ticket = 0;
		mark(ticket, 0);
		for (int stride = 2; stride <= 4096; stride *= 2) {
			mark(++ticket, 0);
			assertThat(nextDue(ticket)).isEqualTo(ticket + Math.min(stride, 1024));
		}
	}

	@Test
	@DisplayName("C45 between a tenth of a second and a second the stride stays; a longer pause ends the burst")
	void isDueWhenPausedShouldMarkEveryTicketAgain() {
		this.ages.mark(0, 0);
		this.ages.mark(1, 99_999_999);
		assertThat(nextDue(1)).isEqualTo(3);
		this.ages.mark(3, 199_999_999);
		assertThat(nextDue(3)).isEqualTo(5);
		this.ages.mark(5, 1_199_999_999);
		assertThat(nextDue(5)).isEqualTo(7);
		this.ages.mark(7, 2_200_000_000L);
		assertThat(nextDue(7)).isEqualTo(8);
	}

	@Test
	@DisplayName("C45 a mark that comes too late changes nothing")
	void markWhenTicketIsNotNewerShouldDoNothing() {
		mark(10, 1000);
		mark(10, 5000);
		mark(9, 6000);
		assertThat(nextDue(10)).isEqualTo(11);
		assertThat(age(10, 7000)).isEqualTo(6000);
		assertThat(age(9, 7000)).as("before the first mark").isEqualTo(6000);
		mark(11, 3000);
		assertThat(age(11, 7000)).isEqualTo(4000);
	}

	@Test
	@DisplayName("C45 when the table is full every other mark goes, so that ages are at most too high")
	void markWhenTableIsFullShouldBecomeCoarser() {
		for (int ticket = 0; ticket < 512; ticket++) {
			mark(ticket, ticket * 2000L);
		}
		assertThat(age(1, 2_000_000)).isEqualTo(1_998_000);
		mark(512, 512 * 2000L);
		for (int ticket = 0; ticket <= 512; ticket++) {
			assertThat(age(ticket, 2_000_000)).isEqualTo(2_000_000 - (ticket & ~1) * 2000L);
		}
		mark(513, 513 * 2000L);
		assertThat(age(513, 2_000_000)).isEqualTo(2_000_000 - 513 * 2000L);
	}

	private long nextDue(long ticket) {
		long next = ticket;
		while (!this.ages.isDue(next)) {
			next++;
		}
		return next;
	}

	private void mark(long ticket, long millis) {
		this.ages.mark(ticket, millis * 1_000_000);
	}

	private long age(long ticket, long millis) {
		return this.ages.age(ticket, millis * 1_000_000) / 1_000_000;
	}

}
