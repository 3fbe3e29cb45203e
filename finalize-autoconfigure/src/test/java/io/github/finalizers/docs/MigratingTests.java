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

package io.github.finalizers.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.test.DrivenFinalizerRegistry;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;

/**
 * Tests for {@code docs/migrating.md}: what has been moved over runs when its object is
 * collected, and at exit.
 */
class MigratingTests {

	@TempDir
	private Path classes;

	@Test
	@DisplayName("Moving over: each class after the move is released when it is collected, or else at exit")
	void movedOverShouldBeReleased() throws Exception {
		String page = Files.readString(Snippets.DOCS.resolve("migrating.md"));
		List<String> sections = List.of(page.split("\n## ")).subList(1, 5);
		for (String section : sections) {
			List<String> snippets = Snippets.in(section, "java");
			Class<?> after = Snippets.load(snippets.get(snippets.size() - 1),
					Files.createTempDirectory(this.classes, ""));
			DrivenFinalizerRegistry finalizers = DrivenFinalizerRegistry.create();
			finalizers.collect(make(after, finalizers));
			assertThat(finalizers).hasRun(FinalizerCause.COLLECTED, 1);
			make(after, finalizers);
			finalizers.close();
			assertThat(finalizers).hasRun(FinalizerCause.EXIT, 1).hasNoFailures();
		}
	}

	private static Object make(Class<?> type, FinalizerRegistry finalizers) throws Exception {
		var constructor = type.getDeclaredConstructor(FinalizerRegistry.class);
		constructor.setAccessible(true);
		return constructor.newInstance(finalizers);
	}

}
