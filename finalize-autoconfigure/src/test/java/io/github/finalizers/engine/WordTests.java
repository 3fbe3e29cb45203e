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
 * Tests for {@link Word}.
 */
class WordTests {

	private static final long HIGHEST = (1L << Tickets.BITS) - 1;

	@Test
	@DisplayName("C28 ticket, flags and slot share a word and do not touch each other")
	void liveShouldHoldAll() {
		for (long ticket : new long[] { 0, 1, 1L << 40, HIGHEST }) {
			for (int slot : new int[] { 0, 1, Segment.MASK }) {
				long word = Word.live(Word.AT_EXIT, ticket, slot);
				assertThat(Word.ticket(word)).isEqualTo(ticket);
				assertThat(Word.slot(word)).isEqualTo(slot);
				assertThat(Word.has(word, Word.LIVE | Word.AT_EXIT)).isTrue();
				assertThat(Word.has(Word.live(0, ticket, slot), Word.AT_EXIT)).isFalse();
			}
		}
	}

	@Test
	@DisplayName("C11 the flag is set and cleared, and nothing else is")
	void withAtExitShouldChangeTheFlag() {
		long word = Word.live(0, HIGHEST, Segment.MASK);
		long set = Word.withAtExit(word, true);
		assertThat(Word.has(set, Word.LIVE | Word.AT_EXIT)).isTrue();
		assertThat(Word.withAtExit(set, true)).isEqualTo(set);
		assertThat(Word.withAtExit(set, false)).isEqualTo(word);
	}

	@Test
	@DisplayName("C28 whoever is moved keeps its ticket and flags")
	void movedShouldChangeTheSlot() {
		long word = Word.live(Word.AT_EXIT, HIGHEST, 7);
		assertThat(Word.moved(word, Segment.MASK)).isEqualTo(Word.live(Word.AT_EXIT, HIGHEST, Segment.MASK));
		assertThat(Word.moved(word, 0)).isEqualTo(Word.live(Word.AT_EXIT, HIGHEST, 0));
	}

	@Test
	@DisplayName("C11 the dead keep their ticket, and no flag")
	void deadShouldKeepTheTicket() {
		long dead = Word.dead(Word.live(Word.AT_EXIT, HIGHEST, 7));
		assertThat(Word.ticket(dead)).isEqualTo(HIGHEST);
		assertThat(Word.has(dead, Word.LIVE)).isFalse();
		assertThat(Word.has(dead, Word.AT_EXIT)).isFalse();
	}

}
