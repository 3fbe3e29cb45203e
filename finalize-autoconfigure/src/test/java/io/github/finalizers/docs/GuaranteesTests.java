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

package io.github.finalizers.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code docs/guarantees.md}: each promise names the tests that show it.
 */
class GuaranteesTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern POINTS = Pattern.compile("@DisplayName\\(\\s*\"((?:C\\d+,? )+)");

	private static final Pattern ROW = Pattern.compile("^\\| (C\\d+) \\| [^|]+ \\| ([^|]*?) ?\\|$", Pattern.MULTILINE);

	@Test
	@DisplayName("Guarantees: each promise lists exactly the test classes that name it")
	void promisesShouldListTheirTests() throws Exception {
		Map<String, String> shown = new TreeMap<>();
		for (Map.Entry<String, SortedSet<String>> point : testsByPoint().entrySet()) {
			shown.put(point.getKey(), String.join(", ", point.getValue()));
		}
		Map<String, String> documented = new TreeMap<>();
		Matcher row = ROW.matcher(Files.readString(ROOT.resolve("docs/guarantees.md")));
		while (row.find()) {
			documented.put(row.group(1), row.group(2));
		}
		assertThat(documented.keySet()).isEqualTo(promises());
		assertThat(documented).containsExactlyEntriesOf(shown);
	}

	private static Set<String> promises() {
		return IntStream.rangeClosed(1, 47).mapToObj((point) -> "C" + point).collect(Collectors.toSet());
	}

	private static Map<String, SortedSet<String>> testsByPoint() throws IOException {
		Map<String, SortedSet<String>> tests = new TreeMap<>();
		for (Path source : testSources()) {
			Matcher points = POINTS.matcher(Files.readString(source));
			while (points.find()) {
				for (String point : points.group(1).trim().split(",? ")) {
					tests.computeIfAbsent(point, (key) -> new TreeSet<>()).add(nameOf(source));
				}
			}
		}
		return tests;
	}

	private static List<Path> testSources() throws IOException {
		List<Path> sources = new ArrayList<>();
		for (String module : List.of("finalize-autoconfigure", "finalize-spring-boot-starter", "examples",
				"benchmarks")) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
				files.filter(
						(file) -> file.toString().matches(".*(Tests|IT)[.]java") && !file.toString().contains("target"))
					.forEach(sources::add);
			}
		}
		return sources;
	}

	private static String nameOf(Path source) {
		return "`" + source.getFileName().toString().replace(".java", "") + "`";
	}

}
