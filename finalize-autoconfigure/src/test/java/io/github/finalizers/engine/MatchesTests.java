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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Matches}.
 */
class MatchesTests {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	@ParameterizedTest
	@CsvSource({ "0,1000", "1,1000", "50,1000", "100,1000", "1000,50", "0,49", "10,51", "0,1" })
	@DisplayName("C32 what matches is gathered, however many were expected, up to the most that are wanted")
	void testShouldGatherWhatMatches(int expected, int most) {
		Handle<?>[] handles = Stores.added(100, this.referent, this.stripe);
		Matches matches = new Matches((handle) -> handle.ticket() % 2 == 0, expected, most);
		int found = 0;
		for (Handle<?> handle : handles) {
			found += (handle.ticket() % 2 == 0) ? 1 : 0;
			assertThat(matches.test(handle)).isEqualTo(found >= most);
		}
		assertThat(matches.newestLast()).containsExactly(Arrays.stream(handles)
			.filter((handle) -> handle.ticket() % 2 == 0)
			.limit(most)
			.toArray(Handle<?>[]::new));
	}

}
