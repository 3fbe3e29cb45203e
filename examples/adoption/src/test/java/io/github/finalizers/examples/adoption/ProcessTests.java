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

package io.github.finalizers.examples.adoption;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.examples.adoption.jna.Block;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(Lifecycle.PER_CLASS)
class ProcessTests {

	private static final Path PROGRAM = Path.of("src/main/java", Program.class.getName().replace('.', '/') + ".java");

	private List<String> output = List.of();

	@BeforeAll
	void runTheTrial(@TempDir Path directory) throws Exception {
		this.output = run(directory.resolve("output.log"));
	}

	@Test
	@DisplayName("JNA: an Error ends its cleaner's thread, and what is forgotten after that is never freed; nobody is told")
	void jnaByItself() {
		assertThat(before("JNA, with its own cleaner:", "JNA Cleaner")).containsExactly(
				"  one closed, one forgotten, one kept: 1 live", "  one failed: whoever cleans up is dead",
				"  one more forgotten: 2 live", "  exit status 0");
	}

	@Test
	@DisplayName("JNA: with finalizers it is freed after a failure, too, and the line that forgets is told")
	void jnaWithFinalizers() throws IOException {
		assertAfter("JNA, with a FinalizerRegistry:", "jna", "java.lang.AssertionError");
	}

	@Test
	@DisplayName("JavaCPP: an exception ends its thread, and what is forgotten after that is never freed; nobody is told")
	void javacppByItself() {
		assertThat(before("JavaCPP, with its own queue:", "JavaCPP Deallocator")).containsExactly(
				"  one closed, one forgotten, one kept: 1 live", "  one failed: whoever cleans up is dead",
				"  one more forgotten: 2 live", "  exit status 0");
	}

	@Test
	@DisplayName("JavaCPP: with finalizers it is freed after a failure, too, and the line that forgets is told")
	void javacppWithFinalizers() throws IOException {
		assertAfter("JavaCPP, with a FinalizerRegistry:", "javacpp", "java.lang.IllegalStateException");
	}

	@Test
	@DisplayName("The page about it shows what the program prints, and code that is in it")
	void pageShowsWhatIsThere() throws IOException {
		String page = Files.readString(Path.of("../../docs/adoption.md"));
		List<String> printed = snippets(page, "text");
		assertThat(printed).hasSize(3).allSatisfy((text) -> assertThat(this.output).containsAll(text.lines().toList()));
		List<String> code = snippets(page, "java jna");
		assertThat(code).hasSize(1);
		assertThat(Path.of("src/main/java", Block.class.getName().replace('.', '/') + ".java")).content()
			.contains(code.get(0));
	}

	private static List<String> snippets(String page, String language) {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(page)
			.results()
			.map((result) -> result.group(1))
			.toList();
	}

	private void assertAfter(String title, String name, String failure) throws IOException {
		String leak = "  WARNING: A finalizer of \"" + name + "\" must be called, and was not: ";
		assertThat(section(title))
			.contains("  one closed, one forgotten, one kept: 1 live",
					leak + "its referent was collected; registered at " + lineThatForgets(),
					"  WARNING: An action of \"default\" failed (its referent was collected): " + failure + ": lost",
					"  one failed: whoever cleans up is alive",
					leak + "its referent was collected (2 from this place so far); registered at " + lineThatForgets(),
					"  one more forgotten: 1 live", "  exit status 0")
			.anyMatch((line) -> line.startsWith(leak + "it was abandoned at close; registered at "))
			.anyMatch((line) -> line
				.endsWith("{" + name + "=1}; live 0, dead 5: called 1, collected 3, abandoned 1; leaks 3"));
	}

	/**
	 * Without the stack that the JVM prints of a thread that dies.
	 */
	private List<String> before(String title, String thread) {
		List<String> lines = section(title);
		assertThat(lines).anyMatch((line) -> line.startsWith("Exception in thread \"" + thread + "\""));
		return lines.stream().filter((line) -> line.startsWith("  ")).toList();
	}

	private List<String> section(String title) {
		List<String> lines = this.output.subList(this.output.indexOf(title) + 1, this.output.size());
		return lines.subList(0, lines.indexOf("  exit status 0") + 1);
	}

	private static String lineThatForgets() throws IOException {
		List<String> lines = Files.readAllLines(PROGRAM);
		int index = lines.indexOf("\t\treturn new WeakReference<>(handles.open()); // the line that forgets");
		return Program.class.getName() + ".forget(Program.java:" + (index + 1) + ")";
	}

	private static List<String> run(Path output) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				ManagementFactory.getRuntimeMXBean().getClassPath(), AdoptionTrial.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
			return Files.readAllLines(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
