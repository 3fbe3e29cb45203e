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

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.benchmarks.Contenders;
import io.github.finalizers.benchmarks.Memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Benchmarks}: all that is measured runs, in a JVM of its own, in its
 * smallest form. What comes out means nothing.
 */
class BenchmarksTests {

	private static final Pattern FIGURE = Pattern.compile("\"(\\w+)\": (-?[0-9][-0-9.E]*)");

	private static final List<String> FRUGAL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xms512m");

	@Test
	@DisplayName("The benchmarks: every contender of every row gives a figure")
	void everyRowShouldGiveAFigureOfEveryContender() {
		List<String> printed = Jvm.at(Path.of(System.getProperty("java.home")))
			.launch(Benchmarks.class, FRUGAL, List.of("--smoke"));
		List<Row> rows = new Rows(Scale.SMOKE).all();
		assertThat(rows).hasSizeGreaterThan(30)
			.allSatisfy((row) -> assertThat(figures(printed, row)).as(row.work())
				.containsExactlyInAnyOrderElementsOf(expected(row)));
		assertThat(printed).filteredOn((line) -> line.startsWith("| ")).hasSizeGreaterThan(rows.size());
	}

	private static List<String> expected(Row row) {
		return row.probe()
			.who()
			.stream()
			.filter((who) -> !row.figure().equals(Memory.CALLED) || !who.equals(Contenders.FLOOR.name()))
			.toList();
	}

	private static List<String> figures(List<String> printed, Row row) {
		int begin = printed.indexOf(printed.stream()
			.filter((line) -> line.contains("{ \"work\": \"" + row.work() + "\""))
			.findAny()
			.orElseThrow());
		return FIGURE.matcher(printed.get(begin + 1)).results().map((MatchResult found) -> found.group(1)).toList();
	}

	@Test
	@DisplayName("The benchmarks: what is not an option is refused")
	void optionsWhenUnknownShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Options.of("--fast"));
	}

	@Test
	@DisplayName("The benchmarks: rows, rounds and JVMs can be chosen")
	void optionsShouldChoose() {
		Options options = Options.of("register", "--rounds", "7", "--java", "one", "--java", "other", "--quick");
		assertThat(options.rows().pattern()).isEqualTo("register");
		assertThat(options.scale()).isEqualTo(Scale.QUICK.rounds(7));
		assertThat(options.jvms()).containsExactly(Path.of("one"), Path.of("other"));
	}

}
