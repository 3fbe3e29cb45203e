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

package io.github.finalizers.examples.plain;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTests {

	@TempDir
	Path directory;

	@Test
	@DisplayName("Cleaner swallows what fails and leaves behind what is kept; after the move it is reported, and deleted")
	void showsWhatTheMoveChanges() throws Exception {
		List<String> lines = run(List.of(), SideBySide.class);
		int moved = lines.indexOf("after, with a FinalizerRegistry:");
		assertThat(lines.subList(0, moved)).satisfiesExactly(
				(line) -> assertThat(line).isEqualTo("before, with java.lang.ref.Cleaner:"),
				(line) -> assertThat(line).isEqualTo("  deleted closed, on thread main"),
				(line) -> assertThat(line).startsWith("  deleted forgotten, on thread Cleaner-"),
				(line) -> assertThat(line).isEqualTo("  left behind: [kept]; exit status 0"));
		List<String> after = lines.subList(moved, lines.size());
		assertThat(after).containsSubsequence("  deleted closed, on thread main",
				"  deleted forgotten, on thread finalizers-worker", "  deleted kept, on thread finalizers-exit",
				"  left behind: []; exit status 0");
		assertThat(after).anySatisfy((line) -> assertThat(line)
			.startsWith("  WARNING: An action of \"default\" failed (its referent was collected): ")
			.contains("NoSuchFileException")
			.endsWith("lost"));
	}

	@Test
	@DisplayName("Nothing of Spring is loaded, or could be")
	void nothingOfSpring() throws Exception {
		assertThat(getClass().getResource("/org/springframework/core/SpringVersion.class")).isNull();
		assertThat(getClass().getResource("/org/springframework/boot/SpringApplication.class")).isNull();
		Path files = Files.createDirectory(this.directory.resolve("files"));
		List<String> lines = run(List.of("-verbose:class"), Program.class, "after", files.toString());
		assertThat(lines).anyMatch((line) -> line.contains(" io.github.finalizers.engine."))
			.noneMatch((line) -> line.contains(" org.springframework."));
	}

	private List<String> run(List<String> options, Class<?> main, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath(), main.getName()));
		command.addAll(List.of(arguments));
		Path output = this.directory.resolve("output.log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
			return Files.readAllLines(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
