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
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.finalizers.benchmarks.Contenders;
import io.github.finalizers.benchmarks.Memory;

/**
 * Makes the table, in Markdown.
 */
final class Table {

	private static final List<String> OTHERS = Stream.of(Contenders.values())
		.filter((contender) -> contender != Contenders.FINALIZERS && contender != Contenders.FINALIZERS_SITES_OFF)
		.map(Enum::name)
		.toList();

	private final List<Round> rounds;

	Table(List<Round> rounds) {
		this.rounds = rounds;
	}

	Stream<String> lines(List<Row> rows, List<Growth> growth) {
		Stream<String> head = Stream.of(
				"| work | limit | finalizers | verdict | with a lambda | Cleaner | Cleaner, state | Guava | JNA | floor |",
				"| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
		return Stream.of(head, rows.stream().map(this::line), growth.stream().map(this::line))
			.flatMap(Function.identity());
	}

	/**
	 * What the bytes of a live finalizer are made of.
	 */
	Stream<String> layouts(List<Row> rows) {
		return rows.stream()
			.filter((row) -> row.figure().equals(Memory.LIVE))
			.flatMap((row) -> row.probe().who().stream().map((who) -> layout(row, who)));
	}

	private String layout(Row row, String who) {
		return this.rounds.get(0)
			.figures(row.probe(), who)
			.entrySet()
			.stream()
			.filter((figure) -> figure.getKey().startsWith(Memory.CLASS))
			.sorted(Map.Entry.<String, Double>comparingByValue().reversed())
			.map((figure) -> number(figure.getValue()) + " `" + figure.getKey().substring(Memory.CLASS.length()) + "`")
			.collect(Collectors.joining(" + ", "- " + row.work() + ", " + who + ": ", ""));
	}

	private String line(Row row) {
		List<Double> values = row.values(row.subject(), this.rounds);
		String verdict = values.isEmpty() ? "–" : Spread.of(values).verdict(row.limit());
		return Stream
			.concat(Stream.of(row.work(), limit(row), cell(row, row.subject()), verdict),
					OTHERS.stream().map((who) -> cell(row, who)))
			.collect(Collectors.joining(" | ", "| ", " |"));
	}

	/**
	 * By how much the ratio grows; it must not.
	 */
	private String line(Growth growth) {
		List<Double> values = growth.values(this.rounds);
		String verdict = values.isEmpty() ? "–" : Spread.of(values).verdict(1);
		String cell = values.isEmpty() ? "–" : show(Spread.of(values), " ×");
		return "| growth of the ratio: " + growth.work() + " | ≤ 1 × | " + cell + " | " + verdict + " |"
				+ " – |".repeat(OTHERS.size());
	}

	private String cell(Row row, String who) {
		List<Double> values = row.values(who, this.rounds);
		return values.isEmpty() ? "–" : show(Spread.of(values), unit(row, who));
	}

	private static String limit(Row row) {
		return Double.isNaN(row.limit()) ? "–" : "≤ " + number(row.limit()) + unit(row, row.subject());
	}

	private static String unit(Row row, String who) {
		return row.isRatio(who) ? " ×" : row.unit().isEmpty() ? "" : " " + row.unit();
	}

	private static String show(Spread spread, String unit) {
		String median = number(spread.median()) + unit;
		return (spread.least() == spread.most()) ? median
				: median + " (" + number(spread.least()) + "–" + number(spread.most()) + ")";
	}

	private static String number(double value) {
		double size = Math.abs(value);
		if (value == Math.rint(value)) {
			return String.valueOf((int) value);
		}
		return String.format(Locale.ROOT, (size < 100) ? "%.2f" : "%.0f", value);
	}

}
