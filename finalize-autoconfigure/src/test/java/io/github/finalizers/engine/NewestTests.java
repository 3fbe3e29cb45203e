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

import java.util.Arrays;
import java.util.Collections;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Newest}.
 */
class NewestTests {

	private final Object referent = new Object();

	private final Core core = Stores.core();

	private final Stripe stripe = new Stripe(new Account(this.core, Accounts.DEFAULT), false);

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3, 4, 5, 16, 17, 1000 })
	@DisplayName("C28 sorted by creation, the newest last, whatever the order before")
	void lastShouldSortByCreation(int count) {
		assertSorted(Stores.added(count, this.referent, this.stripe));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 20, 40, 41, 42, 43, 50, 51 })
	@DisplayName("C28 sorted even if tickets lie so far apart that they do not fit into one number with an index")
	void lastWhenTicketsAreFarApartShouldSortThem(int bits) {
		Handle<?>[] handles = Stores.added(300, this.referent, this.stripe);
		this.core.tickets.take(1L << bits | 1L << 20);
		System.arraycopy(Stores.added(200, this.referent, this.stripe), 0, handles, 100, 200);
		assertSorted(handles);
	}

	private static void assertSorted(Handle<?>[] handles) {
		Handle<?>[] sorted = handles.clone();
		Arrays.sort(sorted, (a, b) -> Long.compare(a.ticket(), b.ticket()));
		Collections.shuffle(Arrays.asList(handles), new java.util.Random(1));
		Handle<?>[] withRoom = Arrays.copyOf(handles, handles.length + 7);
		assertThat(Newest.last(withRoom, handles.length)).containsExactly(sorted);
		assertThat(withRoom).as("left as it is").isEqualTo(Arrays.copyOf(handles, handles.length + 7));
		Arrays.sort(handles, Newest.FIRST);
		Collections.reverse(Arrays.asList(handles));
		assertThat(handles).containsExactly(sorted);
	}

}
