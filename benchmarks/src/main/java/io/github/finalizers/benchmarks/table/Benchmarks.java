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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Measures and prints the table, for one JVM after the other.
 */
public final class Benchmarks {

	private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	private final List<Row> rows;

	private final List<Growth> growth;

	private final Options options;

	private Benchmarks(Options options) {
		Rows rows = new Rows(options.scale());
		this.options = options;
		this.rows = rows.all().stream().filter((row) -> options.rows().matcher(row.work()).find()).toList();
		this.growth = rows.growth()
			.stream()
			.filter((growth) -> this.rows.contains(growth.few()) && this.rows.contains(growth.many()))
			.toList();
	}

	/**
	 * Measure.
	 * @param arguments what to measure, everything if there are none
	 * @throws IOException if the raw results cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		try {
			new Benchmarks(Options.of(arguments)).run();
		}
		catch (IllegalArgumentException | NoSuchElementException ex) {
			System.err.println("Usage: " + Options.USAGE + " (" + ex.getMessage() + ")");
			System.exit(2);
		}
	}

	private void run() throws IOException {
		for (Path home : this.options.jvms()) {
			Jvm jvm = Jvm.at(home);
			measure(jvm, this.options.smoke() ? new InThisJvm() : jvm);
		}
	}

	private void measure(Jvm jvm, Launcher launcher) throws IOException {
		Map<String, String> where = where(jvm);
		List<Round> rounds = new ArrayList<>();
		for (int i = 0; i < this.options.scale().rounds(); i++) {
			rounds.add(round(launcher));
		}
		where.forEach((name, value) -> OUT.println(name + ": " + value + "  "));
		OUT.println();
		Table table = new Table(rounds);
		table.lines(this.rows, this.growth).forEach(OUT::println);
		OUT.println();
		table.layouts(this.rows).forEach(OUT::println);
		OUT.println();
		String json = Raw.json(where, this.rows, rounds);
		OUT.println(this.options.smoke() ? json : "Raw results: " + write(jvm, json));
	}

	private Round round(Launcher launcher) {
		Round round = new Round();
		for (Row row : this.rows) {
			round.measured().computeIfAbsent(row.probe(), (probe) -> {
				if (!this.options.smoke()) {
					System.err.println(row.work());
				}
				return probe.measure(launcher);
			});
		}
		return round;
	}

	private Map<String, String> where(Jvm jvm) {
		Map<String, String> where = new LinkedHashMap<>();
		where.put("JVM", jvm.version());
		where.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
		where.put("rounds", String.valueOf(this.options.scale().rounds()));
		where.put("collector and heap", String.join("; ",
				this.rows.stream().map((row) -> String.join(" ", row.probe().options())).distinct().toList()));
		where.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		return where;
	}

	private static Path write(Jvm jvm, String json) throws IOException {
		Path directory = ClassPath.target().resolve("benchmarks");
		Files.createDirectories(directory);
		String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
		return Files.writeString(directory.resolve(jvm.version() + "-" + time + ".json"), json);
	}

}
