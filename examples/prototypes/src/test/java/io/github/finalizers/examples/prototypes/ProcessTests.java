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

package io.github.finalizers.examples.prototypes;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTests {

	@TempDir
	Path directory;

	@ParameterizedTest(name = "ahead of time: {0}")
	@ValueSource(booleans = { false, true })
	@DisplayName("Ten thousand prototypes used in a small heap: each is destroyed once, for the right cause")
	void eachIsDestroyedOnce(boolean aheadOfTime) throws Exception {
		Path output = this.directory.resolve("output.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx48m", "-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=" + aheadOfTime, "-cp",
				ManagementFactory.getRuntimeMXBean().getClassPath(), PrototypesApplication.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(Files.readString(output)).contains("10000 drafts used in a heap of 4")
				.contains("called 1000, collected 8900, exit 100, live 0")
				.contains("destroyed once: 10000, again: 0, never: 0");
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
