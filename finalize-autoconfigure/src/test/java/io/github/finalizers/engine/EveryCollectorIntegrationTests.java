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

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The tests that really collect, under every collector that this JDK has: each in a JVM
 * of its own.
 */
class EveryCollectorIntegrationTests {

	private static final Set<String> EVERYWHERE = Set.of("UseSerialGC", "UseParallelGC", "UseG1GC");

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "UseSerialGC, Copy", "UseParallelGC, PS", "UseG1GC, G1", "UseZGC, ZGC",
			"UseShenandoahGC, Shenandoah" })
	@DisplayName("C21 what the collector brings about is the same under Serial, Parallel, G1, ZGC and Shenandoah")
	void collectionWhenUnderEachCollectorShouldBeTheSame(String collector, String name) throws Exception {
		String output = run(collector, GarbageCollectionTests.class, RetentionTests.class, ClosedRetentionTests.class,
				DetachAndPeekTests.class, ExplicitCallTests.class);
		assertThat(output).startsWith("collector: " + name)
			.containsPattern("tests: (\\d{2}), successful: \\1, failed: 0");
		System.out.println(collector + " " + output.substring(output.lastIndexOf("tests: ")).strip());
	}

	@Test
	@DisplayName("C21 a collector that this JDK does not have is skipped, by its name")
	void collectionWhenCollectorIsMissingShouldBeSkipped() {
		assertThatExceptionOfType(TestAbortedException.class).isThrownBy(() -> run("UseNoSuchGC", FailsOnPurpose.class))
			.withMessageContaining("This JDK has no UseNoSuchGC");
	}

	@Test
	@DisplayName("C21 what fails under a collector fails here, and tells why")
	void collectionWhenTestFailsShouldFailWithItsText() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> run("UseSerialGC", FailsOnPurpose.class))
			.withMessageContaining("failed on purpose")
			.withMessageContaining("tests: 1, successful: 0, failed: 1");
	}

	private static String run(String collector, Class<?>... classes) throws IOException, InterruptedException {
		ForkedJvm ended = ForkedJvm.run(ForkedTests.class,
				List.of("-XX:+" + collector, "-XX:TieredStopAtLevel=1", "-Xmx256m"), Duration.ofMinutes(3), (line) -> {
				}, Arrays.stream(classes).map(Class::getName).toArray(String[]::new));
		String text = String.join(System.lineSeparator(), ended.lines());
		if (!EVERYWHERE.contains(collector)) {
			assumeThat(text.contains(collector) && text.contains("Could not create the Java Virtual Machine"))
				.as("This JDK has no %s: %s", collector, text)
				.isFalse();
		}
		assertThat(ended.exitCode()).as("under %s:%n%s", collector, text).isZero();
		return text;
	}

	/**
	 * Not run but by what forks it.
	 */
	static class FailsOnPurpose {

		@Test
		void fails() {
			throw new AssertionError("failed on purpose");
		}

	}

}
