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
import java.util.stream.Collectors;

/**
 * Makes the raw results, in JSON: each figure of each round.
 */
final class Raw {

	private Raw() {
	}

	static String json(Map<String, String> where, List<Row> rows, List<Round> rounds) {
		String head = where.entrySet()
			.stream()
			.map((entry) -> "\t" + quote(entry.getKey()) + ": " + quote(entry.getValue()) + ",\n")
			.collect(Collectors.joining());
		return rows.stream()
			.map((row) -> row(row, rounds))
			.collect(Collectors.joining(",\n", "{\n" + head + "\t\"rows\": [\n", "\n\t]\n}\n"));
	}

	private static String row(Row row, List<Round> rounds) {
		String limit = Double.isNaN(row.limit()) ? "null" : String.valueOf(row.limit());
		String options = row.probe().options().stream().map(Raw::quote).collect(Collectors.joining(", "));
		return "\t\t{ \"work\": " + quote(row.work()) + ", \"comparison\": " + quote(row.comparison().name())
				+ ", \"limit\": " + limit + ", \"unit\": " + quote(row.unit()) + ", \"options\": [" + options
				+ "],\n\t\t\t\"rounds\": ["
				+ rounds.stream().map((round) -> round(row, round)).collect(Collectors.joining(", ")) + "] }";
	}

	private static String round(Row row, Round round) {
		return row.probe()
			.who()
			.stream()
			.filter((who) -> round.figure(row.probe(), who, row.figure()).isPresent())
			.map((who) -> quote(who) + ": " + round.figure(row.probe(), who, row.figure()).getAsDouble())
			.collect(Collectors.joining(", ", "{ ", " }"));
	}

	private static String quote(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
