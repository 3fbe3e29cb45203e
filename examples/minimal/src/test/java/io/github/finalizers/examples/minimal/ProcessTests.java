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

package io.github.finalizers.examples.minimal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final String COLLECTED = "[finalizers-worker] Deleting 'the note that is forgotten'";

	private static final String LEFT = "[main] Of two notes there is one left: the note that is kept";

	private static final String AT_EXIT = "[finalizers-exit] Deleting 'the note that is kept'";

	@TempDir
	Path directory;

	@ParameterizedTest(name = "ahead of time: {0}")
	@ValueSource(booleans = { false, true })
	@DisplayName("The file of a forgotten note goes when it is collected, that of a kept one when the context closes")
	void filesGoWithTheirNotes(boolean aheadOfTime) throws Exception {
		Process process = start("-Dspring.aot.enabled=" + aheadOfTime);
		try {
			assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(output()).containsSubsequence(COLLECTED, LEFT, AT_EXIT);
			assertThat(process.exitValue()).isZero();
			assertThat(files()).isEmptyDirectory();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	@DisplayName("On SIGTERM the file of a kept note goes, too")
	void sigtermClosesTheContext() throws Exception {
		Process process = start("-Dspring.main.keep-alive=true");
		try {
			Awaitility.await().atMost(LIMIT).until(() -> output().contains(LEFT));
			assertThat(output()).doesNotContain(AT_EXIT);
			assertThat(files().toFile().list()).hasSize(1);
			process.destroy();
			assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(process.exitValue()).as("128 + SIGTERM").isEqualTo(143);
			assertThat(output()).containsSubsequence(COLLECTED, LEFT, AT_EXIT);
			assertThat(files()).isEmptyDirectory();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	@DisplayName("There is neither Actuator nor Micrometer's registry on the class path")
	void starterAlone() {
		assertThat(getClass().getResource("/io/micrometer/core/instrument/MeterRegistry.class")).isNull();
		assertThat(getClass().getResource("/org/springframework/boot/actuate/endpoint/annotation/Endpoint.class"))
			.isNull();
	}

	private Process start(String option) throws IOException {
		List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + Files.createDirectory(files()), option, "-cp",
				ManagementFactory.getRuntimeMXBean().getClassPath(), MinimalApplication.class.getName());
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output.log").toFile())
			.start();
	}

	private Path files() {
		return this.directory.resolve("files");
	}

	private String output() throws IOException {
		return Files.readString(this.directory.resolve("output.log"));
	}

}
