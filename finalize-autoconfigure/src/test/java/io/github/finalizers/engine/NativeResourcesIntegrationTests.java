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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link NativeResources} with a raw {@code Cleaner} and with a limit, each in a JVM of
 * its own.
 */
class NativeResourcesIntegrationTests {

	private static final List<String> OPTIONS = List.of("-Xmx256m", "-Xms256m", "-XX:TieredStopAtLevel=1",
			"-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=" + NativeResources.BYTES);

	@Test
	@DisplayName("limit: ten times the direct memory there is, in short-lived objects: a raw Cleaner runs out of it")
	void directMemoryWhenCleanerShouldRunOut() throws Exception {
		List<String> lines = run(List.of(), "memory", "cleaner");
		assertThat(lines).anyMatch((line) -> line.startsWith("ran out: java.lang.OutOfMemoryError"))
			.doesNotContain("finished");
	}

	@Test
	@DisplayName("limit: the same with a limit and the policy wait stays under it all the time, and finishes")
	void directMemoryWhenLimitedShouldStayUnderItAndFinish() throws Exception {
		List<String> lines = run(List.of(), "memory", "WAIT");
		assertThat(lines).contains("highest: " + NativeResources.BYTES + ", exceeded: true", "finished");
	}

	@Test
	@DisplayName("limit: fail refuses where the memory would run out, and says so")
	void directMemoryWhenFailShouldBeRefused() throws Exception {
		List<String> lines = run(List.of("-XX:+DisableExplicitGC"), "memory", "FAIL");
		assertThat(lines).anyMatch((line) -> line.startsWith("ran out: io.github.finalizers.FinalizerLimitException"))
			.contains("collections: 0");
	}

	@Test
	@DisplayName("limit: where the JVM collects nothing when asked, that is said, and who waits is refused at last")
	void directMemoryWhenExplicitCollectionsAreOffShouldSaySo() throws Exception {
		List<String> lines = run(List.of("-XX:+DisableExplicitGC", "-Dwait=1"), "memory", "WAIT");
		assertThat(lines).filteredOn((line) -> line.startsWith("WARNING The JVM does not collect when it is asked to"))
			.singleElement()
			.asString()
			.contains("\"native\"", "start it without -XX:+DisableExplicitGC");
		assertThat(lines).anyMatch((line) -> line.startsWith("ran out: io.github.finalizers.FinalizerLimitException")
				&& line.endsWith("not enough was given back in 1000 ms"));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	@DisplayName("limit: open files, of which the process has a few hundred: a raw Cleaner runs out, a limit does not")
	void filesWhenTheProcessMayOpenFewShouldFinishWithTheLimitAlone() throws Exception {
		List<String> launcher = List.of("sh", "-c", "ulimit -n 256 && exec \"$0\" \"$@\"");
		List<String> withCleaner = run(launcher, List.of(), "files", "cleaner");
		assertThat(withCleaner).anyMatch((line) -> line.contains("Too many open files")).contains("collections: 0");
		List<String> withLimit = run(launcher, List.of(), "files", "WAIT");
		assertThat(withLimit).contains("highest: " + NativeResources.FILES + ", exceeded: true", "finished");
	}

	private static List<String> run(List<String> options, String... arguments) throws Exception {
		return run(List.of(), options, arguments);
	}

	private static List<String> run(List<String> launcher, List<String> options, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(OPTIONS);
		all.addAll(options);
		ForkedJvm ended = ForkedJvm.run(launcher, NativeResources.class, all, Duration.ofSeconds(60), (line) -> {
		}, arguments);
		assertThat(ended.exitCode()).isZero();
		return ended.lines();
	}

}
