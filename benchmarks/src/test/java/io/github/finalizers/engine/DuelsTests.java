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

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fights the eight duels that matter most for a moment, or with {@code -Dduels=all} every
 * one at length.
 */
class DuelsTests {

	private static final String DUELS = "duels";

	private static final List<String> WHAT_MATTERS_MOST = List.of("CallVersusCall", "CallVersusDetach",
			"CallVersusCollected", "CallVersusClose", "DetachVersusCollected", "SetAtExitVersusSweep",
			"RegisterVersusClose", "CollectedVersusSweep");

	@Test
	@DisabledIfSystemProperty(named = DUELS, matches = "all")
	@DisplayName("C5 C7 C10 C11 C30 C32 C35 the eight duels that matter most end as they may")
	void duelsThatMatterMostWhenFoughtBrieflyShouldEndAsTheyMay() throws IOException, InterruptedException {
		String which = "[.](" + String.join("|", WHAT_MATTERS_MOST) + ")$";
		assertThatAllEndAsTheyMay(Duels.fight(which, 300, 4, (line) -> {
		}), WHAT_MATTERS_MOST.size(), 100);
	}

	@Test
	@EnabledIfSystemProperty(named = DUELS, matches = "all")
	@DisplayName("C5 C7 C8 C10 C11 C30 C32 C35 C36 every duel ends as it may")
	void allDuelsWhenFoughtAtLengthShouldEndAsTheyMay() throws IOException, InterruptedException {
		assertThatAllEndAsTheyMay(Duels.fight("Duels[.]", 5000, 40, System.out::println), 36, 2000);
	}

	private static void assertThatAllEndAsTheyMay(Duels duels, int number, long leastStates) {
		assertThat(duels.exitValue()).as(duels.output()).isZero();
		assertThat(duels.states()).as(duels.output()).hasSize(number);
		assertThat(duels.states()).allSatisfy((duel, states) -> assertThat(states).isGreaterThanOrEqualTo(leastStates));
		System.out.println("States sampled: " + duels.states());
	}

}
