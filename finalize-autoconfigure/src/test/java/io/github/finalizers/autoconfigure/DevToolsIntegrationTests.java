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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the class loader of an application that developer tools restart. They load
 * anew what is in folders, so these tests have to be in one.
 */
class DevToolsIntegrationTests {

	private static final String RESTART_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	/**
	 * A hundred restarts take a quarter of a minute: {@code -Dfinalize.restarts=100}.
	 */
	@Test
	@DisplayName("C41 each restart by developer tools sweeps, and no loader and no thread of a past run is left")
	void loadersWhenDevToolsRestartShouldBeCollected() throws Exception {
		int restarts = Integer.getInteger("finalize.restarts", 20);
		try (TestProcess process = TestProcess.start(DevToolsApplication.class, (jar) -> true,
				List.of("-XX:SoftRefLRUPolicyMSPerMB=0"), String.valueOf(restarts))) {
			assertThat(process.awaitExit()).as(String.join("\n", process.lines())).isZero();
			assertThat(process.lines()).containsSubsequence(IntStream.rangeClosed(0, restarts)
				.boxed()
				.flatMap((run) -> Stream.of("STARTED " + run + " in " + RESTART_LOADER, "RAN at exit of " + run))
				.toList());
			assertThat(process.lines()).contains("HELD loaders 0 of " + (restarts - 1),
					"HELD objects " + (restarts + 1), "LEFT threads []");
		}
	}

}
