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

package io.github.finalizers.engine.soak;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.ForkedJvm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link Soak} in a small JVM of its own: 20 seconds, with {@code -Dsoak} ten
 * minutes, with {@code -Dsoak=3m} as long as that; {@code -Dsoak.seed=42} repeats what
 * the players did.
 */
class SoakIntegrationTests {

	private static final String HEAP = "-Xmx64m";

	@Test
	@DisplayName("C5 C20 C35 C45 everything at once, faults too: nothing lost, nothing twice, no growth, exact counts")
	void soakShouldLoseNothing() throws Exception {
		Duration duration = duration(System.getProperty("soak"));
		String seed = System.getProperty("soak.seed", Long.toString(System.nanoTime() & 0xFFFFFF));
		ForkedJvm ended = ForkedJvm.run(Soak.class, List.of(HEAP), duration.plusSeconds(180), System.out::println,
				duration.toString(), seed);
		String last = ended.lines().get(ended.lines().size() - 1);
		assertThat(last).contains("losses 0, doubles 0, other findings 0;")
			.containsPattern("soak: \\d+,\\d{3},\\d{3} operations, \\d+,\\d{3},\\d{3} registrations")
			.containsPattern("\\d{2,3},\\d{3} users of meters")
			.doesNotContain(" 0 faults");
		for (FinalizerCause cause : FinalizerCause.values()) {
			assertThat(last.toUpperCase(Locale.ROOT)).doesNotContain("(0 " + cause, " 0 " + cause);
		}
		assertThat(ended.exitCode()).isZero();
	}

	private static Duration duration(String soak) {
		if (soak == null) {
			return Duration.ofSeconds(20);
		}
		return (soak.isEmpty() || soak.equals("true")) ? Duration.ofMinutes(10) : Duration.parse("PT" + soak);
	}

}
