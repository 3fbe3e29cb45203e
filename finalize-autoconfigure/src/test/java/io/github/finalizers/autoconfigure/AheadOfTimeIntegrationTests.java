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

package io.github.finalizers.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application that is processed ahead of time, and started from what that
 * has made.
 */
class AheadOfTimeIntegrationTests {

	@TempDir
	private static Path directory;

	@BeforeAll
	static void process() throws Exception {
		try (TestProcess processor = TestProcess.start(SpringApplicationAotProcessor.class,
				AheadOfTimeApplication.class.getName(), directory.resolve("sources").toString(),
				directory.resolve("resources").toString(), directory.resolve("classes").toString(), "test", "test")) {
			assertThat(processor.awaitExit()).as(String.join("\n", processor.lines())).isZero();
		}
		compile(files("sources", ".java"));
	}

	@Test
	@DisplayName("Ahead of time: prototypes are destroyed, and the property is the one of the start")
	void applicationWhenStartedShouldDestroyItsPrototypes() throws Exception {
		List<String> lines = run("--finalize.prototype-beans.enabled=true");
		assertThat(lines).contains("AHEAD OF TIME true", "COLLECTED 2");
		assertThat(lines).filteredOn((line) -> line.startsWith("CLOSES"))
			.containsExactlyInAnyOrder("CLOSES plain", "CLOSES annotated", "CLOSES marked");
		assertThat(lines.indexOf("CLOSES marked")).isGreaterThan(lines.indexOf("COLLECTED 2"));
	}

	@Test
	@DisplayName("Ahead of time: a marked prototype is destroyed without the property, and no other")
	void applicationWhenNotEnabledShouldDestroyTheMarkedOneAlone() throws Exception {
		assertThat(run()).contains("AHEAD OF TIME true", "COLLECTED 0", "CLOSES marked")
			.doesNotContain("CLOSES plain", "CLOSES annotated");
	}

	@Test
	@DisplayName("Ahead of time: there are hints for the properties, and the proxy is a class file")
	void processingShouldLeaveHintsAndProxies() throws Exception {
		StringBuilder hints = new StringBuilder();
		for (Path file : files("resources", ".json")) {
			hints.append(Files.readString(file));
		}
		assertThat(hints.toString()).contains(FinalizerProperties.class.getName(),
				FinalizerProperties.Exit.class.getName(), FinalizerRegistryCycleFailureAnalyzer.class.getName(),
				AheadOfTimeApplication.Printing.class.getName() + "$$SpringCGLIB$$0");
		assertThat(files("classes", ".class")).map((file) -> file.getFileName().toString())
			.contains("AheadOfTimeApplication$Printing$$SpringCGLIB$$0.class");
	}

	private static List<String> run(String... arguments) throws Exception {
		try (TestProcess process = TestProcess.startBehind(
				List.of(directory.resolve("classes"), directory.resolve("resources")), AheadOfTimeApplication.class,
				List.of("-Dspring.aot.enabled=true"), arguments)) {
			assertThat(process.awaitExit()).as(String.join("\n", process.lines())).isZero();
			return process.lines();
		}
	}

	private static void compile(List<Path> sources) {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d",
				directory.resolve("classes").toString(), "-cp", directory.resolve("classes")
						+ System.getProperty("path.separator") + System.getProperty("java.class.path")));
		sources.forEach((source) -> arguments.add(source.toString()));
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private static List<Path> files(String folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList();
		}
	}

}
