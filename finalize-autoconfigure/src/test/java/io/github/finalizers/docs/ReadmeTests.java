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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code README.md} and the pages in {@code docs}: what they show compiles, and
 * what they list is there.
 */
class ReadmeTests {

	@TempDir
	private Path output;

	@Test
	@DisplayName("README and docs: every Java snippet compiles")
	void snippetsShouldCompile() throws Exception {
		List<String> snippets = Snippets.all();
		assertThat(snippets).hasSizeGreaterThanOrEqualTo(4);
		for (String snippet : snippets) {
			assertThat(Snippets.compile(snippet, this.output)).as(snippet).isEmpty();
		}
	}

	@Test
	@DisplayName("README: every property of the metadata is in the table, and no other")
	void propertiesShouldBeThoseOfTheMetadata() throws Exception {
		String metadata = Files
			.readString(Path.of("target", "classes", "META-INF", "spring-configuration-metadata.json"));
		List<String> documented = firstCells("## Properties");
		List<String> known = names(metadata,
				"\"name\": \"finalize\\.([a-z.-]+)\",\\s*\"type\": \"(?:java\\.(?:io|lang|time)|java\\.util\\.List|io\\.github\\.finalizers\\.[A-Z])");
		assertThat(documented).contains("exit.timeout");
		assertThat(documented.stream().filter((name) -> !name.startsWith("names.") && !name.equals("finalize.")))
			.containsExactlyInAnyOrderElementsOf(known);
	}

	@Test
	@DisplayName("README: every meter is in the table")
	void metersShouldBeListed() throws Exception {
		assertThat(firstCells("## Meters")).containsExactlyInAnyOrder("finalizers.live", "finalizers.dead",
				"finalizers.finished", "finalizers.failures", "finalizers.leaks", "finalizers.actions",
				"finalizers.stalled", "finalizers.pending", "finalizers.live.bytes", "finalizers.limit.exceeded");
	}

	private static List<String> firstCells(String section) throws Exception {
		String readme = Files.readString(Snippets.README);
		String text = readme.substring(readme.indexOf(section));
		text = text.substring(0, text.indexOf("\n## ", 1));
		return names(text, "^\\| `([^`]+)` \\|", Pattern.MULTILINE);
	}

	private static List<String> names(String text, String pattern) {
		return names(text, pattern, 0);
	}

	private static List<String> names(String text, String pattern, int flags) {
		Matcher matcher = Pattern.compile(pattern, flags).matcher(text);
		List<String> names = new ArrayList<>();
		while (matcher.find()) {
			names.add(matcher.group(1));
		}
		return names;
	}

}
