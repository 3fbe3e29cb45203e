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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the class loader of an application that is closed while the JVM goes on. In
 * processes, because soft references of Spring's caches have to be dropped at once.
 */
class ClassLoaderIntegrationTests {

	private static final List<String> WITHOUT_SOFT_REFERENCES = List.of("-XX:SoftRefLRUPolicyMSPerMB=0");

	@Test
	@DisplayName("C41 after a hundred closes no loader and no thread is left, while statics hold what registries gave out")
	void loadersWhenContextsHaveClosedShouldBeCollected() throws Exception {
		try (TestProcess process = TestProcess.start(ReloadingApplication.class, TestProcess::isNotDevTools,
				WITHOUT_SOFT_REFERENCES)) {
			assertThat(process.awaitExit()).as(String.join("\n", process.lines())).isZero();
			assertThat(process.lines()).contains("HELD loaders 0 of 100", "HELD objects 300", "LEFT threads []");
		}
	}

}
