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

package io.github.finalizers.engine;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults that need a process of their own: what {@link FaultyProcess} says after each.
 */
class FaultyProcessIntegrationTests {

	@ParameterizedTest
	@CsvSource({ "true, 205, 200", "false, 0, 400" })
	@DisplayName("C23 C31 actions that fill the heap until it is full fail, and the others run, collected and at exit")
	void processWhenHeapIsFullShouldRunTheOthers(boolean collected, int byCollection, int atExit) throws Exception {
		ForkedJvm ended = run("FILLS_THE_HEAP", collected);
		assertThat(ended.lines()).contains(
				"others: live 0, collected " + byCollection + ", exit " + atExit + ", each once: true",
				"faulty: ran 5, dead 5, failed 5", "left behind: []");
		assertThat(ended.exitCode()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "true, 200, 200", "false, 0, 400" })
	@DisplayName("C36 System.exit in an action, with a close in a shutdown hook: left behind, named, and the others run")
	void processWhenActionExitsShouldRunTheOthers(boolean collected, int byCollection, int atExit) throws Exception {
		ForkedJvm ended = run("EXITS", collected);
		assertThat(ended.lines()).contains(
				"others: live 0, collected " + byCollection + ", exit " + atExit + ", each once: true",
				"faulty: ran 1, dead 1, failed 0", "left behind: [faulty]");
		assertThat(ended.exitCode()).isEqualTo(FaultyProcess.EXIT_CODE);
	}

	private static ForkedJvm run(String fault, boolean collected) throws Exception {
		return ForkedJvm.run(FaultyProcess.class, List.of("-Xmx32m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
				Duration.ofSeconds(60), (line) -> {
				}, fault, Boolean.toString(collected));
	}

}
