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

package io.github.finalizers.examples.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the program twice, before and after, each time in a process of its own, and looks
 * what is left when that has ended.
 */
public final class SideBySide {

	private SideBySide() {
	}

	public static void main(String[] args) throws Exception {
		System.out.println("before, with java.lang.ref.Cleaner:");
		run("before");
		System.out.println("after, with a FinalizerRegistry:");
		run("after");
	}

	private static void run(String which) throws IOException, InterruptedException {
		Path directory = Files.createTempDirectory("plain-java");
		int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Program.class.getName(), which, directory.toString())
			.inheritIO()
			.start()
			.waitFor();
		System.out.printf("  left behind: %s; exit status %d%n", clear(directory), status);
	}

	private static List<Path> clear(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			List<Path> left = files.toList();
			for (Path file : left) {
				Files.delete(file);
			}
			Files.delete(directory);
			return left.stream().map(Path::getFileName).toList();
		}
	}

}
