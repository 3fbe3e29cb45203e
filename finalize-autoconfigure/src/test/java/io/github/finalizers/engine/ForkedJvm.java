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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A main class in a JVM of its own, run to its end.
 *
 * @param exitCode what it ended with
 * @param lines what it said
 */
public record ForkedJvm(int exitCode, List<String> lines) {

	/**
	 * Run a main class.
	 * @param main the main class
	 * @param options options of the JVM
	 * @param limit how long it may take
	 * @param progress is told each line as it comes
	 * @param arguments the arguments
	 * @return what became of it
	 */
	public static ForkedJvm run(Class<?> main, List<String> options, Duration limit, Consumer<String> progress,
			String... arguments) throws IOException, InterruptedException {
		return run(List.of(), main, options, limit, progress, arguments);
	}

	/**
	 * Run a main class by a command that starts the JVM.
	 * @param launcher what comes before the command line of the JVM
	 * @param main the main class
	 * @param options options of the JVM
	 * @param limit how long it may take
	 * @param progress is told each line as it comes
	 * @param arguments the arguments
	 * @return what became of it
	 */
	public static ForkedJvm run(List<String> launcher, Class<?> main, List<String> options, Duration limit,
			Consumer<String> progress, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(launcher);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", classPath(), main.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		List<String> lines = new ArrayList<>();
		Thread guard = guard(process, limit);
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach((line) -> {
				lines.add(line);
				progress.accept(line);
			});
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended, after %s", lines).isTrue();
			return new ForkedJvm(process.exitValue(), List.copyOf(lines));
		}
		finally {
			process.destroyForcibly();
			guard.interrupt();
		}
	}

	private static String classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * End a process that hangs, so that its output ends.
	 */
	private static Thread guard(Process process, Duration limit) {
		Thread guard = new Thread(() -> {
			try {
				if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
					process.destroyForcibly();
				}
			}
			catch (InterruptedException ex) {
				// It has ended.
			}
		}, "forked-jvm-guard");
		guard.setDaemon(true);
		guard.start();
		return guard;
	}

}
