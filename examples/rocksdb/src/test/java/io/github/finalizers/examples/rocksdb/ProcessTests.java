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

package io.github.finalizers.examples.rocksdb;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTests {

	private static final Path READINGS = Path.of("src/main/java", Readings.class.getName().replace('.', '/') + ".java");

	@TempDir
	Path directory;

	@ParameterizedTest(name = "ahead of time: {0}")
	@ValueSource(booleans = { false, true })
	@DisplayName("The report names the line that forgot an iterator; at exit the database is closed last, and its directory goes")
	void namesTheLineAndClosesTheDatabaseLast(boolean aheadOfTime) throws Exception {
		String output = run(aheadOfTime);
		assertThat(output).contains("Sum of the readings before: 495000", "Sum of the readings after: 10495000",
				"The first above 90 was of sensor-00091");
		assertThat(output).containsSubsequence(
				"WARN  [finalizers-worker] A finalizer of \"rocksdb.iterators\" must be called, and was not: its referent was collected; registered at "
						+ Readings.class.getName() + ".firstAbove(Readings.java:" + lineThatForgets() + ")",
				"[finalizers-worker] Freed: an iterator");
		assertThat(output).containsOnlyOnce("must be called, and was not").doesNotContain("WARNING");
		assertThat(output).containsSubsequence("[finalizers-exit] Freed: a lasting iterator",
				"[finalizers-exit] Freed: the database", "[finalizers-exit] Freed: the options of the database",
				"Exit sweep: 4 actions run");
		assertThat(this.directory.resolve("temporary").toFile().list()).as("left behind").isEmpty();
	}

	private String run(boolean aheadOfTime) throws Exception {
		Path output = this.directory.resolve("output.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
				"-Djava.io.tmpdir=" + Files.createDirectory(this.directory.resolve("temporary")),
				"-Dspring.aot.enabled=" + aheadOfTime, "-cp", ManagementFactory.getRuntimeMXBean().getClassPath(),
				RocksdbApplication.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
			return Files.readString(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static int lineThatForgets() throws Exception {
		List<String> lines = Files.readAllLines(READINGS);
		return lines.indexOf("\t\tScan scan = view.scan(); // the line that forgets") + 1;
	}

}
