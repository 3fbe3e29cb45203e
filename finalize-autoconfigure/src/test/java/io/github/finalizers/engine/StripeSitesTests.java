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
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sites in a {@link Stripe}: whatever comes and goes, each finalizer has its own.
 */
class StripeSitesTests {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 64, 65, 1024, 1025, 2500 })
	@DisplayName("C45 whatever is added and removed in whatever order, each that stays keeps its site, and none is left over")
	void sitesWhenOthersComeAndGoShouldStayWithTheirFinalizers(int size) {
		Random random = new Random(size);
		List<Handle<?>> live = new ArrayList<>();
		Map<Handle<?>, Site> model = new HashMap<>();
		Set<Segment> segments = Collections.newSetFromMap(new IdentityHashMap<>());
		for (int round = 0; round < 6; round++) {
			int wanted = (round % 2 == 0) ? size : random.nextInt(size);
			while (live.size() != wanted) {
				if (live.isEmpty() || random.nextInt(3) < ((live.size() < wanted) ? 2 : 1)) {
					add(random, live, model);
					segments.add(live.get(live.size() - 1).segment);
				}
				else {
					remove(random, live, model);
				}
			}
			assertThatAllHaveTheirOwn(live, model, segments);
		}
		while (!live.isEmpty()) {
			remove(random, live, model);
		}
		assertThatAllHaveTheirOwn(live, model, segments);
	}

	@Test
	@DisplayName("C45 where no site is recorded there is no room for any")
	void addWhenNoSiteIsRecordedShouldMakeNoRoom() {
		Handle<?>[] added = Stores.added(2000, this.referent, this.stripe);
		assertThat(added).allMatch((handle) -> handle.segment.sites == null);
		this.stripe.setSite(added[1500], site(1));
		assertThat(added[0].segment.sites).isNull();
		assertThat(added[1500].segment.sites).hasSize(1024);
		this.stripe.remove(added[0], FinalizerCause.CALLED);
		assertThat(added[1].segment.sites).isNull();
	}

	@Test
	@DisplayName("C8 a dead one has no site, and gets none")
	void setSiteWhenDeadShouldDoNothing() {
		Handle<?>[] added = Stores.added(2, this.referent, this.stripe);
		this.stripe.setSite(added[0], site(1));
		assertThat(this.stripe.site(added[0])).isEqualTo(site(1));
		this.stripe.remove(added[0], FinalizerCause.CALLED);
		this.stripe.setSite(added[0], site(2));
		assertThat(this.stripe.site(added[0])).isNull();
		assertThat(this.stripe.site(added[1])).isNull();
		assertThat(this.stripe.ended.sites).isNull();
	}

	private void add(Random random, List<Handle<?>> live, Map<Handle<?>, Site> model) {
		Handle<?> handle = Stores.added(1, this.referent, this.stripe)[0];
		live.add(handle);
		if (random.nextInt(4) == 0) {
			Site site = site(model.size());
			this.stripe.setSite(handle, site);
			model.put(handle, site);
		}
	}

	private void remove(Random random, List<Handle<?>> live, Map<Handle<?>, Site> model) {
		int index = random.nextInt(live.size());
		Handle<?> removed = live.get(index);
		live.set(index, live.get(live.size() - 1));
		live.remove(live.size() - 1);
		model.remove(removed);
		assertThat(this.stripe.remove(removed, FinalizerCause.CALLED)).isTrue();
	}

	private void assertThatAllHaveTheirOwn(List<Handle<?>> live, Map<Handle<?>, Site> model, Set<Segment> segments) {
		for (Handle<?> handle : live) {
			assertThat(this.stripe.site(handle)).isSameAs(model.get(handle));
		}
		assertThat(segments.stream()
			.flatMap((segment) -> (segment.sites != null) ? Stream.of(segment.sites) : Stream.empty())
			.filter(Objects::nonNull)).hasSize(model.size());
	}

	private static Site site(int number) {
		return new Site(List.of(new StackTraceElement("Test", "at" + number, "Test.java", number)));
	}

}
