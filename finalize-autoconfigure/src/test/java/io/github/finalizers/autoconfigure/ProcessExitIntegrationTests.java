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

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.autoconfigure.ExitingApplication.Ending;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of real processes.
 */
class ProcessExitIntegrationTests {

	private static final List<String> SWEPT_THEN_DESTROYED = List.of("RAN newer", "RAN older, early alive: true",
			"DESTROYED");

	@Test
	@DisplayName("C39 SIGTERM of a real process: swept newest first, and what is written in destroy() is logged")
	void processWhenTerminatedShouldSweepBeforeAnyBeanIsDestroyed() throws Exception {
		try (TestProcess process = start(Ending.TERM)) {
			process.awaitLine("READY");
			process.terminate();
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
			assertThat(process.lines()).anyMatch((line) -> line.startsWith("INFO  io.github.finalizers"))
				.anyMatch((line) -> line.startsWith("WARN  io.github.finalizers") && line.contains("abandoned"));
		}
	}

	@Test
	@DisplayName("C39 System.exit of a real process sweeps before any bean is destroyed")
	void processWhenMainExitsShouldSweep() throws Exception {
		try (TestProcess process = start(Ending.EXIT_FROM_MAIN)) {
			assertThat(process.awaitExit()).isEqualTo(3);
			assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		}
	}

	@Test
	@DisplayName("C36 System.exit inside an action, while main closes: left behind, and the rest run")
	void processWhenActionExitsDuringACloseShouldRunTheRest() throws Exception {
		try (TestProcess process = start(Ending.EXIT_IN_ACTION_OF_CLOSE)) {
			assertThat(process.awaitExit()).isEqualTo(4);
			assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
			assertThat(process.lines()).anyMatch((line) -> line.contains("left behind"));
		}
	}

	@Test
	@DisplayName("C36 System.exit inside an action, during SIGTERM: left behind, and the rest run")
	void processWhenActionExitsDuringTerminationShouldRunTheRest() throws Exception {
		try (TestProcess process = start(Ending.TERM_AND_EXIT_IN_ACTION)) {
			process.awaitLine("READY");
			process.terminate();
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
			assertThat(process.lines()).anyMatch((line) -> line.contains("left behind"));
		}
	}

	@Test
	@DisplayName("spring.md 6: System.exit while the start hangs in it: the shutdown handler sweeps, beans alive")
	void processWhenBeanExitsShouldSweep() throws Exception {
		try (TestProcess process = start(Ending.EXIT_IN_BEAN)) {
			assertThat(process.awaitExit()).isEqualTo(5);
			assertThat(story(process)).containsExactly("RAN newer", "RAN older, early alive: true");
		}
	}

	@Test
	@DisplayName("spring.md 6: SIGTERM while the start hangs in a bean: the shutdown handler sweeps, beans alive")
	void processWhenTerminatedDuringTheStartShouldSweep() throws Exception {
		try (TestProcess process = start(Ending.TERM_WHILE_BEAN_HANGS)) {
			process.awaitLine("HANGING");
			process.terminate();
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			assertThat(story(process)).containsExactly("RAN newer", "RAN older, early alive: true");
		}
	}

	@Test
	@DisplayName("C39 SIGTERM while the start waits in a bean that heeds the interrupt: each runs once, newest first")
	void processWhenTerminatedDuringAStartThatGivesUpShouldSweepOnce() throws Exception {
		try (TestProcess process = start(Ending.TERM_WHILE_BEAN_WAITS)) {
			process.awaitLine("HANGING");
			process.terminate();
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			assertThat(story(process)).filteredOn((line) -> line.startsWith("RAN"))
				.hasSize(2)
				.element(0)
				.isEqualTo("RAN newer");
		}
	}

	private static TestProcess start(Ending ending) {
		return TestProcess.start(ExitingApplication.class, ending.name());
	}

	private static List<String> story(TestProcess process) {
		return process.lines().stream().filter((line) -> line.matches("RAN .*|DESTROYED")).toList();
	}

}
