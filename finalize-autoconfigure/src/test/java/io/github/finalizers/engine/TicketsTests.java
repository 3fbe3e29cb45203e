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

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tickets}, as stripes take them.
 */
class TicketsTests {

	private final Object referent = new Object();

	private final Core core = Stores.core();

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 63, 64, 65, 1000 })
	@DisplayName("C28 whichever stripe takes next, alone for a while or not, its ticket is the highest")
	void ticketWhenStripesTakeTurnsShouldBeTheHighest(int longestTurn) {
		Stripe[] stripes = { stripe(), stripe(), stripe() };
		Random random = new Random(longestTurn);
		List<Long> tickets = new ArrayList<>();
		for (int turn = 0; turn < 200; turn++) {
			Stripe stripe = stripes[random.nextInt(stripes.length)];
			for (int i = random.nextInt(longestTurn); i >= 0; i--) {
				tickets.add(add(stripe));
			}
		}
		assertThat(tickets).isSorted().doesNotHaveDuplicates();
	}

	@Test
	@DisplayName("C28 a ticket that a sweep takes lies between those before and those after, of any stripe")
	void takeWhenStripesHaveTakenAheadShouldDivide() {
		Stripe one = stripe();
		Stripe two = stripe();
		long last = 0;
		for (int i = 0; i < 200; i++) {
			last = Math.max(add(one), (i % 10 == 0) ? add(two) : 0);
		}
		long between = this.core.tickets.take(1);
		assertThat(between).isGreaterThan(last);
		assertThat(add(one)).isGreaterThan(between);
		assertThat(add(two)).isGreaterThan(between);
	}

	@Test
	@DisplayName("C28 where threads register one after the other, tickets go up; where at once, none is given twice")
	void ticketWhenThreadsHandOverShouldBeTheHighest() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Long> handedOver = new ArrayList<>();
			List<Future<List<Long>>> atOnce = new ArrayList<>();
			for (Future<?> done : IntStream.range(0, 4)
				.mapToObj((thread) -> threads.submit(() -> inTurn(stripe(), new Random(thread), handedOver)))
				.toList()) {
				done.get();
			}
			assertThat(handedOver).hasSize(4 * 20_000).isSorted().doesNotHaveDuplicates();
			for (int thread = 0; thread < 4; thread++) {
				atOnce.add(threads.submit(freely(stripe())));
			}
			List<Long> all = new ArrayList<>();
			for (Future<List<Long>> tickets : atOnce) {
				assertThat(tickets.get()).isSorted();
				all.addAll(tickets.get());
			}
			assertThat(all).hasSize(4 * 20_000).doesNotHaveDuplicates();
		}
		finally {
			threads.shutdownNow();
		}
	}

	private void inTurn(Stripe stripe, Random random, List<Long> tickets) {
		int left = 20_000;
		while (left > 0) {
			synchronized (tickets) {
				for (int i = random.nextInt(100); i >= 0 && left > 0; i--, left--) {
					tickets.add(add(stripe));
				}
			}
			Thread.onSpinWait();
		}
	}

	private Callable<List<Long>> freely(Stripe stripe) {
		return () -> IntStream.range(0, 20_000).mapToObj((i) -> add(stripe)).toList();
	}

	private Stripe stripe() {
		return new Stripe(new Account(this.core, Accounts.DEFAULT), false);
	}

	private long add(Stripe stripe) {
		return Stores.added(1, this.referent, stripe)[0].ticket();
	}

}
