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

package io.github.finalizers.benchmarks.table;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.benchmarks.Harness;
import io.github.finalizers.benchmarks.table.Row.Comparison;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Table}, with figures that are made up.
 */
class TableTests {

	private static final Probe FEW = probe(10);

	private static final Probe MANY = probe(1000);

	@Test
	@DisplayName("The table: a ratio is made within a round, and shown with its median and range")
	void lineWhenThreeRoundsShouldShowMedianAndRangeOfTheRatios() {
		// As medians of the figures they would be 40 / 100.
		List<Round> rounds = List.of(round(FEW, 20, 100), round(FEW, 40, 50), round(FEW, 90, 300));
		assertThat(line(ratio(FEW, 1), rounds))
			.isEqualTo("| work | ≤ 1 × | 0.30 × (0.20–0.80) | met | – | 100 ns (50–300) | – | – | – | – |");
	}

	@Test
	@DisplayName("The table: a limit is met or missed only if every round says so")
	void verdictWhenRangeHoldsTheLimitShouldBeOpen() {
		List<Round> rounds = List.of(round(FEW, 20, 100), round(FEW, 40, 100), round(FEW, 30, 100));
		assertThat(line(ratio(FEW, 0.4), rounds)).contains("| met |");
		assertThat(line(ratio(FEW, 0.39), rounds)).contains("| open |");
		assertThat(line(ratio(FEW, 0.2), rounds)).contains("| open |");
		assertThat(line(ratio(FEW, 0.19), rounds)).contains("| **missed** |");
	}

	@Test
	@DisplayName("The table: one round is not enough to be sure")
	void verdictWhenOneRoundShouldBeDoubtful() {
		assertThat(line(ratio(FEW, 1), List.of(round(FEW, 20, 100)))).contains("| 0.20 × | met? |");
	}

	@Test
	@DisplayName("The table: where there is no limit there is no verdict")
	void verdictWhenNoLimitShouldBeNone() {
		Row row = new Row("work", "FINALIZERS", FEW, "nanos", "B", Comparison.FIGURE, Row.NO_LIMIT);
		assertThat(line(row, List.of(round(FEW, 48.004, 64)))).startsWith("| work | – | 48.00 B | – |");
	}

	@Test
	@DisplayName("The table: a difference is made within a round, too")
	void lineWhenDifferenceShouldShowWhatIsMore() {
		Row row = new Row("work", "FINALIZERS", FEW, "nanos", "ns", Comparison.DIFFERENCE, 2);
		assertThat(line(row, List.of(round(FEW, 101.5, 100), round(FEW, 52, 50))))
			.startsWith("| work | ≤ 2 ns | 1.75 ns (1.50–2) | met |");
	}

	@Test
	@DisplayName("The table: growth is a ratio by a ratio of the same round")
	void lineWhenGrowthShouldShowByHowMuchTheRatioGrows() {
		Round round = round(FEW, 20, 100);
		round.measured().putAll(round(MANY, 90, 300).measured());
		Growth growth = new Growth("work", ratio(FEW, 1), ratio(MANY, 1));
		assertThat(new Table(List.of(round, round)).lines(List.of(), List.of(growth)))
			.anySatisfy((line) -> assertThat(line).contains("work | ≤ 1 × | 1.50 × | **missed** |"));
	}

	@Test
	@DisplayName("The table: every line has as many cells as the head")
	void linesShouldHaveAsManyCellsAsTheHead() {
		Growth growth = new Growth("work", ratio(FEW, 1), ratio(FEW, 1));
		assertThat(new Table(List.of(round(FEW, 1, 2))).lines(List.of(ratio(FEW, 1)), List.of(growth))).hasSize(4)
			.allSatisfy((line) -> assertThat(line.chars().filter((c) -> c == '|')).hasSize(11));
	}

	private static String line(Row row, List<Round> rounds) {
		return new Table(rounds).lines(List.of(row), List.of()).toList().get(2);
	}

	private static Row ratio(Probe probe, double limit) {
		return new Row("work", "FINALIZERS", probe, "nanos", "ns", Comparison.RATIO, limit);
	}

	private static Probe probe(int size) {
		return new Probe.OfHarness(Harness.DRAIN, size, List.of(), List.of("FINALIZERS", "CLEANER"));
	}

	private static Round round(Probe probe, double finalizers, double cleaner) {
		Round round = new Round();
		round.measured()
			.put(probe, Map.of("FINALIZERS", Map.of("nanos", finalizers), "CLEANER", Map.of("nanos", cleaner)));
		return round;
	}

}
