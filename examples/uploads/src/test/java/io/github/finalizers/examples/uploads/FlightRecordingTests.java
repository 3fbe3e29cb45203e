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

package io.github.finalizers.examples.uploads;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flight recording of the demo, opened with {@code jfr print} as anybody would.
 */
class FlightRecordingTests {

	@Test
	@DisplayName("A flight recording shows the actions of collected files, those at exit, and the sweep")
	void recordingShowsActionsAndSweep(@TempDir Path directory, @TempDir Path recordings) throws Exception {
		Path recording = recordings.resolve("demo.jfr");
		try (ApplicationProcess application = ApplicationProcess.withOptions(directory,
				List.of("-XX:StartFlightRecording=filename=" + recording), "--spring.profiles.active=demo",
				"--uploads.directory=" + directory.resolve("uploads"))) {
			assertThat(application.awaitExit()).as(application.output()).isZero();
		}
		String events = print(recording, "io.github.finalizers.*");
		// Four files and pixels each, collected and at exit, and the session at exit.
		assertThat(events.lines().filter("io.github.finalizers.Action {"::equals)).as(events).hasSize(4 * 4 + 1);
		assertThat(events).contains("name = \"uploads.files\"", "name = \"uploads.pixels\"", "cause = \"COLLECTED\"",
				"cause = \"EXIT\"", "exceptionClass = N/A", "eventThread = \"finalizers-worker\"");
		assertThat(events).containsOnlyOnce("io.github.finalizers.Sweep {")
			.contains("ran = 9", "failures = 0", "unreached = 0")
			.doesNotContain("io.github.finalizers.Call {");
	}

	/**
	 * Run the tool of this JDK.
	 */
	private static String print(Path recording, String events) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jfr").toString(),
				"-J-XX:TieredStopAtLevel=1", "print", "--events", events, recording.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
