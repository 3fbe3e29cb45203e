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
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Agenda}.
 */
class AgendaTests {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	@Test
	@DisplayName("C28 the newest goes next, of the snapshot and of those that came back")
	void nextWhenSomeCameBackShouldTakeTheNewest() {
		Handle<?>[] all = live(6);
		Agenda agenda = new Agenda(all[5].ticket() + 1);
		agenda.setSnapshot(new Handle<?>[] { all[0], all[2], all[4] });
		agenda.offer(all[3]);
		agenda.offer(all[1]);
		agenda.offer(all[5]);
		assertThat(rest(agenda)).containsExactly(all[5], all[4], all[3], all[2], all[1], all[0]);
	}

	@Test
	@DisplayName("C29 newcomers go first, the newest of them next, the one at the border included")
	void nextWhenNewcomersCameShouldTakeThem() {
		Handle<?>[] all = live(4);
		Agenda agenda = new Agenda(all[2].ticket());
		agenda.setSnapshot(new Handle<?>[] { all[0], all[1] });
		agenda.offer(all[2]);
		agenda.offer(all[3]);
		assertThat(rest(agenda)).containsExactly(all[3], all[2], all[1], all[0]);
	}

	@Test
	@DisplayName("C28 one that came before the snapshot was complete stands in it and has its place there")
	void nextWhenSnapshotHasNewerOnesShouldTakeThemFirst() {
		Handle<?>[] all = live(3);
		Agenda agenda = new Agenda(all[0].ticket());
		agenda.setSnapshot(new Handle<?>[] { all[0], all[2] });
		agenda.offer(all[1]);
		assertThat(rest(agenda)).containsExactly(all[2], all[1], all[0]);
	}

	@ParameterizedTest
	@ValueSource(ints = { 999, 1000 })
	@DisplayName("C29 after 1000 newcomers in a row all older ones go first, and the rest waits behind them")
	void nextWhenManyNewcomersRanShouldTakeOlder(int ran) {
		Handle<?>[] all = live(4);
		Agenda agenda = new Agenda(all[2].ticket());
		agenda.setSnapshot(new Handle<?>[] { all[0], all[1] });
		for (int i = 0; i < ran; i++) {
			agenda.ran(all[2]);
		}
		agenda.offer(all[3]);
		Handle<?> next = agenda.next();
		assertThat(next).isSameAs((ran < 1000) ? all[3] : all[1]);
		agenda.ran(next);
		agenda.ran(all[1]);
		agenda.offer(all[3]);
		assertThat(rest(agenda)).containsExactly(
				(ran < 1000) ? new Handle<?>[] { all[1], all[0], all[3] } : new Handle<?>[] { all[0], all[3] });
	}

	@Test
	@DisplayName("C29 an older one between newcomers begins a new row")
	void nextWhenOlderOneRanShouldBeginANewRow() {
		Handle<?>[] all = live(3);
		Agenda agenda = new Agenda(all[1].ticket());
		agenda.setSnapshot(new Handle<?>[] { all[0] });
		for (int i = 0; i < 1998; i++) {
			agenda.ran(all[1]);
			if (i == 998) {
				agenda.ran(all[0]);
			}
		}
		agenda.offer(all[2]);
		assertThat(rest(agenda)).containsExactly(all[2], all[0]);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	@DisplayName("C45 the dead are dropped when they are many, and the living are not")
	void offerWhenManyAreDeadShouldDropThem(boolean newcomers) {
		Handle<?>[] all = live(2001);
		Agenda agenda = new Agenda(newcomers ? 0 : Long.MAX_VALUE);
		Arrays.stream(all, 0, 1000).forEach(agenda::offer);
		kill(all, 1, 1000);
		assertThat(rest(agenda, all, 1000, 1001)).containsExactly(all[1000], all[0]);
		Arrays.stream(all, 1000, 2000).forEach(agenda::offer);
		agenda.offer(all[2000]);
		kill(all, 1001, 2000);
		assertThat(rest(agenda, all, 1000, 1000)).as("room for twice as many as were live").hasSize(1001);
	}

	@Test
	@DisplayName("C34 a closed agenda hands out nothing and takes in nothing")
	void closeShouldEmptyIt() {
		Handle<?>[] all = live(4);
		Agenda agenda = new Agenda(all[2].ticket());
		agenda.setSnapshot(new Handle<?>[] { all[0] });
		agenda.offer(all[1]);
		agenda.offer(all[2]);
		agenda.close();
		agenda.offer(all[3]);
		assertThat(agenda.next()).isNull();
	}

	private Handle<?>[] live(int count) {
		Handle<?>[] handles = Stores.added(count, this.referent, this.stripe);
		return handles;
	}

	private void kill(Handle<?>[] handles, int from, int to) {
		Arrays.stream(handles, from, to).forEach((handle) -> this.stripe.remove(handle, FinalizerCause.CALLED));
	}

	private static List<Handle<?>> rest(Agenda agenda, Handle<?>[] offered, int from, int to) {
		Arrays.stream(offered, from, to).forEach(agenda::offer);
		return rest(agenda);
	}

	private static List<Handle<?>> rest(Agenda agenda) {
		List<Handle<?>> rest = new ArrayList<>();
		Handle<?> next = agenda.next();
		while (next != null) {
			rest.add(next);
			next = agenda.next();
		}
		return rest;
	}

}
