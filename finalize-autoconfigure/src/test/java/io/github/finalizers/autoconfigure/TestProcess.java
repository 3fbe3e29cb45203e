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

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real process that runs a main class of the tests.
 */
final class TestProcess implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private final Process process;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Thread reader;

	private TestProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "test-process-reader");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	static TestProcess start(Class<?> main, String... arguments) {
		return start(main, TestProcess::isNotDevTools, List.of(), arguments);
	}

	/**
	 * Start a main class.
	 * @param main the main class
	 * @param jars which jars are to be on the class path, by their names
	 * @param options options of the JVM
	 * @param arguments the arguments
	 * @return the process
	 */
	static TestProcess start(Class<?> main, Predicate<String> jars, List<String> options, String... arguments) {
		return start(main, classPath(jars), options, arguments);
	}

	/**
	 * Start a main class whose class path begins with something else.
	 * @param folders what it begins with
	 * @param main the main class
	 * @param options options of the JVM
	 * @param arguments the arguments
	 * @return the process
	 */
	static TestProcess startBehind(List<Path> folders, Class<?> main, List<String> options, String... arguments) {
		String before = folders.stream().map((folder) -> folder + File.pathSeparator).collect(Collectors.joining());
		return start(main, before + classPath(TestProcess::isNotDevTools), options, arguments);
	}

	private static TestProcess start(Class<?> main, String classPath, List<String> options, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(options);
		command.addAll(List.of("-cp", classPath, main.getName()));
		command.addAll(List.of(arguments));
		try {
			return new TestProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath(Predicate<String> jars) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.endsWith(".jar") || jars.test(Path.of(entry).getFileName().toString()))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Wait until a line contains a text, and return that line.
	 * @param text the text
	 * @return the first such line
	 */
	String awaitLine(String text) {
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> line(text) != null || !this.process.isAlive() && !this.reader.isAlive());
		String line = line(text);
		assertThat(line).as("no line with '%s' in:%n%s", text, String.join("\n", this.lines)).isNotNull();
		return line;
	}

	/**
	 * Send what a platform sends to end a process. By its handle: the process itself
	 * would close the streams, too.
	 */
	void terminate() {
		this.process.toHandle().destroy();
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
			.as("still running, after:%n%s", String.join("\n", this.lines))
			.isTrue();
		this.reader.join(LIMIT.toMillis());
		return this.process.exitValue();
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private String line(String text) {
		return this.lines.stream().filter((line) -> line.contains(text)).findFirst().orElse(null);
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException | UncheckedIOException ex) {
			this.lines.add("(closed: " + ex + ")");
		}
	}

	/**
	 * Tell developer tools, which would restart a main class that comes from a folder.
	 * @param jar the name of a jar
	 * @return whether it is none of theirs
	 */
	static boolean isNotDevTools(String jar) {
		return !jar.startsWith("spring-boot-devtools");
	}

}
