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
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Stripe}.
 */
class StripeTests {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	@ParameterizedTest
	@CsvSource({ "0,0,0", "1,1,64", "64,1,64", "65,1,128", "1024,1,1024", "1025,2,2048", "2048,2,2048", "2049,3,3072",
			"20480,20,20480" })
	@DisplayName("C45 segments grow with what they hold, and no more")
	void addWhenSegmentIsFullShouldGrow(int count, int segments, int capacity) {
		Handle<?>[] added = add(count);
		assertThat(this.stripe.live()).isEqualTo(count);
		assertThat(this.stripe.segments()).isEqualTo(segments);
		assertThat(this.stripe.capacity()).isEqualTo(capacity);
		assertThat(copied()).isEqualTo(added);
		assertThat(this.stripe.copy(segments)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 64, 65, 1024, 1025, 3000, 20_000 })
	@DisplayName("C45 whatever is removed in whatever order, the others stay, once each, without a gap")
	void removeWhenInAnyOrderShouldKeepTheOthers(int count) {
		List<Handle<?>> live = new ArrayList<>(List.of(add(count)));
		Random random = new Random(count);
		int step = Math.max(1, count / 20);
		while (!live.isEmpty()) {
			for (int i = 0; i < step && !live.isEmpty(); i++) {
				int index = random.nextInt(live.size());
				Handle<?> removed = live.set(index, live.get(live.size() - 1));
				live.remove(live.size() - 1);
				assertThat(this.stripe.remove(removed, FinalizerCause.CALLED) && !removed.isLive()).isTrue();
			}
			assertThat(this.stripe.live()).isEqualTo(live.size());
			assertThat(copied()).hasSameSizeAs(live);
			assertThat(Set.of(copied())).isEqualTo(Set.copyOf(live));
		}
	}

	@Test
	@DisplayName("C45 after a peak one spare segment is kept, and what comes then is stored again")
	void removeWhenPeakIsOverShouldKeepOneSpareSegment() {
		Handle<?>[] peak = add(40_000);
		for (int i = 0; i < 40_000; i++) {
			this.stripe.remove(peak[i], FinalizerCause.CALLED);
			int needed = this.stripe.segments();
			assertThat(this.stripe.capacity()).isLessThanOrEqualTo((needed + 1) << 10);
		}
		assertThat(this.stripe.capacity()).isEqualTo(1 << 10);
		assertThat(copied()).isEmpty();
		assertThat(add(40_000)).isEqualTo(copied());
	}

	@Test
	@DisplayName("C45 at the edge of a segment nothing is allocated again and again")
	void addWhenAtTheEdgeShouldReuseTheSpareSegment() {
		Handle<?>[] added = add(1025);
		this.stripe.remove(added[1024], FinalizerCause.CALLED);
		assertThat(this.stripe.capacity()).isEqualTo(2048);
		this.stripe.remove(added[1023], FinalizerCause.CALLED);
		assertThat(this.stripe.capacity()).isEqualTo(2048);
	}

	@Test
	@DisplayName("C5 only the first one ends a finalizer, and it alone is counted")
	void removeWhenDeadShouldDoNothing() {
		Handle<?>[] added = add(3);
		assertThat(this.stripe.remove(added[1], FinalizerCause.COLLECTED)).isTrue();
		assertThat(this.stripe.remove(added[1], FinalizerCause.CALLED)).isFalse();
		assertThat(this.stripe.removeAtExit(added[1], FinalizerCause.EXIT)).isFalse();
		assertThat(this.stripe.remove(added[2], FinalizerCause.DETACHED)).isTrue();
		long[] sums = new long[Account.CAUSES];
		sums[FinalizerCause.COLLECTED.ordinal()] = 5;
		assertThat(this.stripe.addFinished(sums)).isEqualTo(1);
		assertThat(sums[FinalizerCause.COLLECTED.ordinal()]).isEqualTo(6);
		assertThat(sums[FinalizerCause.DETACHED.ordinal()]).isEqualTo(1);
		assertThat(sums).contains(0, 0);
		assertThat(copied()).containsExactly(added[0]);
	}

	@Test
	@DisplayName("C11 one whose flag is not set is not claimed for the exit")
	void removeAtExitWhenFlagIsFalseShouldLeaveItLive() {
		Handle<?>[] added = add(2);
		added[0].setAtExit(false);
		assertThat(this.stripe.removeAtExit(added[0], FinalizerCause.EXIT)).isFalse();
		assertThat(this.stripe.removeAtExit(added[1], FinalizerCause.EXIT)).isTrue();
		assertThat(copied()).containsExactly(added[0]);
	}

	@Test
	@DisplayName("C35 a sealed stripe takes in nothing and lets go of all that it has")
	void addWhenSealedShouldRefuse() {
		Handle<?>[] added = add(1);
		this.stripe.seal();
		Handle<?> late = Stores.handle(this.referent, this.stripe);
		assertThat(this.stripe.add(late)).isFalse();
		assertThat(late.isLive()).isFalse();
		assertThat(copied()).containsExactly(added[0]);
		assertThat(this.stripe.remove(added[0], FinalizerCause.UNREACHED)).isTrue();
		assertThat(new Stripe(Stores.account(), true).add(late)).isFalse();
	}

	private Handle<?>[] add(int count) {
		return Stores.added(count, this.referent, this.stripe);
	}

	private Handle<?>[] copied() {
		List<Handle<?>> copied = new ArrayList<>();
		for (int segment = 0; segment < this.stripe.segments(); segment++) {
			copied.addAll(List.of(this.stripe.copy(segment)));
		}
		return copied.toArray(new Handle<?>[0]);
	}

}
