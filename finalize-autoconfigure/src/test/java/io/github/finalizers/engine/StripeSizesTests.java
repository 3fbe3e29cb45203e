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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sizes in a {@link Stripe}: whatever comes and goes, each finalizer has its own.
 */
class StripeSizesTests {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 64, 65, 1024, 1025, 2500 })
	@DisplayName("C45 whatever is added and removed in whatever order, each that stays keeps its size, and the sum is right")
	void sizesWhenOthersComeAndGoShouldStayWithTheirFinalizers(int size) {
		Random random = new Random(size);
		List<Handle<?>> live = new ArrayList<>();
		Map<Handle<?>, Long> model = new HashMap<>();
		for (int round = 0; round < 7; round++) {
			int wanted = (round == 6) ? 0 : (round % 2 == 0) ? size : random.nextInt(size);
			while (live.size() != wanted) {
				if (live.isEmpty() || random.nextInt(3) < ((live.size() < wanted) ? 2 : 1)) {
					add((random.nextInt(3) == 0 && round > 0) ? 1 + random.nextLong(1L << 40) : 0, live, model);
				}
				else {
					remove(random, live, model);
				}
			}
			assertThat(live).allMatch((handle) -> this.stripe.bytesOf(handle) == model.get(handle));
			assertThat(this.stripe.bytes()).isEqualTo(model.values().stream().mapToLong(Long::longValue).sum());
		}
	}

	@Test
	@DisplayName("C45 where nothing has a size there is no room for any")
	void addWhenNothingHasASizeShouldMakeNoRoom() {
		Handle<?>[] added = Stores.added(2000, this.referent, this.stripe);
		assertThat(added).allMatch((handle) -> handle.segment.sizes == null);
		this.stripe.remove(added[0], FinalizerCause.CALLED);
		assertThat(added[1].segment.sizes).isNull();
	}

	@Test
	@DisplayName("C45 with the first size there is room for sizes everywhere, so that none needs memory to be moved")
	void addWhenOneHasASizeShouldMakeRoomInEverySegment() {
		Handle<?>[] added = Stores.added(2000, this.referent, this.stripe);
		Handle<?> sized = Stores.handle(this.referent, this.stripe);
		this.stripe.add(sized, 7);
		assertThat(added).allMatch((handle) -> handle.segment.sizes != null && handle.segment.sizes.length == 1024);
		this.stripe.remove(added[0], FinalizerCause.CALLED);
		assertThat(sized.segment).isSameAs(added[1].segment);
		assertThat(this.stripe.bytesOf(sized)).isEqualTo(7);
	}

	@Test
	@DisplayName("C8 a dead one has no size, and its bytes are held until they are released")
	void bytesOfWhenDeadShouldBeZero() {
		Handle<?> sized = Stores.handle(this.referent, this.stripe);
		this.stripe.add(sized, 7);
		this.stripe.remove(sized, FinalizerCause.CALLED);
		assertThat(this.stripe.bytesOf(sized)).isZero();
		assertThat(this.stripe.bytes()).isEqualTo(7);
		this.stripe.release(7);
		assertThat(this.stripe.bytes()).isZero();
	}

	private void add(long bytes, List<Handle<?>> live, Map<Handle<?>, Long> model) {
		Handle<?> handle = Stores.handle(this.referent, this.stripe);
		assertThat(this.stripe.add(handle, bytes)).isTrue();
		live.add(handle);
		model.put(handle, bytes);
	}

	private void remove(Random random, List<Handle<?>> live, Map<Handle<?>, Long> model) {
		int index = random.nextInt(live.size());
		Handle<?> removed = live.get(index);
		live.set(index, live.get(live.size() - 1));
		live.remove(live.size() - 1);
		long bytes = this.stripe.bytesOf(removed);
		assertThat(bytes).isEqualTo(model.remove(removed));
		assertThat(this.stripe.remove(removed, FinalizerCause.CALLED)).isTrue();
		this.stripe.release(bytes);
	}

}
