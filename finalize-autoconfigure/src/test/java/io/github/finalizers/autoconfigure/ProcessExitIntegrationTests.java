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

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

	private static final Map<Ending, Future<TestProcess>> ended = new EnumMap<>(Ending.class);

	private static final ExecutorService twoAtATime = Executors.newFixedThreadPool(2);

	/**
	 * Begin all the processes, two at a time: each waits for a good part of its life.
	 */
	@BeforeAll
	static void start() {
		for (Ending ending : Ending.values()) {
			ended.put(ending, twoAtATime.submit(() -> run(ending)));
		}
	}

	@AfterAll
	static void close() {
		twoAtATime.shutdownNow();
	}

	@Test
	@DisplayName("C39 SIGTERM of a real process: swept newest first, and what is written in destroy() is logged")
	void processWhenTerminatedShouldSweepBeforeAnyBeanIsDestroyed() throws Exception {
		TestProcess process = terminated(Ending.TERM);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).anyMatch((line) -> line.startsWith("INFO  io.github.finalizers"))
			.anyMatch((line) -> line.startsWith("WARN  io.github.finalizers") && line.contains("abandoned"));
	}

	@Test
	@DisplayName("C37 a shutdown handler and a hook of the JVM's that come after the close find all done")
	void processWhenTerminatedShouldHaveSweptBeforeLaterHooks() throws Exception {
		assertThat(terminated(Ending.TERM).lines()).containsSubsequence("DESTROYED", "HANDLER finds live: 0")
			.containsSubsequence("DESTROYED", "HOOK finds early alive: false");
	}

	@Test
	@DisplayName("C39 SIGTERM while main closes and an action runs: one sweep, not interrupted, is waited for")
	void processWhenTerminatedDuringACloseShouldSweepOnce() throws Exception {
		TestProcess process = terminated(Ending.TERM_DURING_CLOSE);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).containsSubsequence("RAN newer", "WAITED, interrupted: false",
				"RAN older, early alive: true");
	}

	@Test
	@DisplayName("C36 System.exit inside an action, during SIGTERM: left behind, and the rest run")
	void processWhenActionExitsDuringTerminationShouldRunTheRest() throws Exception {
		TestProcess process = terminated(Ending.TERM_AND_EXIT_IN_ACTION);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).anyMatch((line) -> line.contains("left behind"));
	}

	@Test
	@DisplayName("spring.md 6: SIGTERM while the start hangs in a bean: the shutdown handler sweeps, beans alive")
	void processWhenTerminatedDuringTheStartShouldSweep() throws Exception {
		TestProcess process = terminated(Ending.TERM_WHILE_BEAN_HANGS);
		assertThat(story(process)).containsExactly("RAN newer", "RAN older, early alive: true");
	}

	@Test
	@DisplayName("C39 SIGTERM while the start waits in a bean that heeds the interrupt: each runs once, newest first")
	void processWhenTerminatedDuringAStartThatGivesUpShouldSweepOnce() throws Exception {
		TestProcess process = terminated(Ending.TERM_WHILE_BEAN_WAITS);
		assertThat(story(process)).filteredOn((line) -> line.startsWith("RAN"))
			.hasSize(2)
			.element(0)
			.isEqualTo("RAN newer");
	}

	@Test
	@DisplayName("C39 SIGTERM while the start takes its time: it ends, then the context is closed as always")
	void processWhenTerminatedDuringASlowStartShouldSweepAfterIt() throws Exception {
		TestProcess process = terminated(Ending.TERM_WHILE_BEAN_SLEEPS);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).containsSubsequence("HANGING", "STARTED", "RAN newer");
	}

	@Test
	@DisplayName("C39 System.exit of a real process sweeps before any bean is destroyed, even after a close in vain")
	void processWhenMainExitsShouldSweep() throws Exception {
		TestProcess process = ended(Ending.EXIT_FROM_MAIN, 3);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).containsSubsequence("CLOSED in vain, active: true", "RAN newer");
	}

	@Test
	@DisplayName("C36 System.exit inside an action, while main closes: left behind, and the rest run")
	void processWhenActionExitsDuringACloseShouldRunTheRest() throws Exception {
		TestProcess process = ended(Ending.EXIT_IN_ACTION_OF_CLOSE, 4);
		assertThat(story(process)).isEqualTo(SWEPT_THEN_DESTROYED);
		assertThat(process.lines()).anyMatch((line) -> line.contains("left behind"));
	}

	@Test
	@DisplayName("spring.md 6: System.exit while the start hangs in it: the shutdown handler sweeps, beans alive")
	void processWhenBeanExitsShouldSweep() throws Exception {
		assertThat(story(ended(Ending.EXIT_IN_BEAN, 5))).containsExactly("RAN newer", "RAN older, early alive: true");
	}

	@Test
	@DisplayName("C39 without Spring's shutdown hook nobody closes the context, and nothing runs: no hook is ours")
	void processWhenThereIsNoShutdownHookShouldRunNothing() throws Exception {
		TestProcess process = ended(Ending.MAIN_ENDS_WITHOUT_HOOK, 0);
		assertThat(process.lines()).contains("EARLY made", "MAIN ends");
		assertThat(story(process)).isEmpty();
	}

	@Test
	@DisplayName("C39 a JVM that is halted after the refresh runs nothing")
	void processWhenHaltedShouldRunNothing() throws Exception {
		TestProcess process = ended(Ending.HALT_AFTER_REFRESH, 0);
		assertThat(process.lines()).contains("EARLY made").doesNotContain("READY");
		assertThat(story(process)).isEmpty();
	}

	private static TestProcess run(Ending ending) throws InterruptedException {
		try (TestProcess process = TestProcess.start(ExitingApplication.class, ending.name())) {
			if (ending.terminatedWhenItSays() != null) {
				process.awaitLine(ending.terminatedWhenItSays());
				process.terminate();
			}
			process.awaitExit();
			return process;
		}
	}

	private static TestProcess terminated(Ending ending) throws Exception {
		return ended(ending, 128 + 15);
	}

	private static TestProcess ended(Ending ending, int code) throws Exception {
		TestProcess process = ended.get(ending).get();
		assertThat(process.awaitExit()).as(String.join("\n", process.lines())).isEqualTo(code);
		return process;
	}

	private static List<String> story(TestProcess process) {
		return process.lines().stream().filter((line) -> line.matches("RAN .*|DESTROYED")).toList();
	}

}
