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

package io.github.finalizers.examples.uploads;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application in a process of its own, with a temporary directory of its own.
 */
final class ApplicationProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final Path output;

	private final Process process;

	ApplicationProcess(Path directory, String... arguments) throws IOException {
		this(directory, List.of(), arguments);
	}

	private ApplicationProcess(Path directory, List<String> options, String... arguments) throws IOException {
		this.output = directory.resolve("output.log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-Djava.io.tmpdir=" + directory, "-cp", ManagementFactory.getRuntimeMXBean().getClassPath()));
		command.addAll(options);
		command.add(UploadsApplication.class.getName());
		command.addAll(List.of(arguments));
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.output.toFile())
			.start();
	}

	/**
	 * Start it with options of the JVM.
	 */
	static ApplicationProcess withOptions(Path directory, List<String> options, String... arguments)
			throws IOException {
		return new ApplicationProcess(directory, options, arguments);
	}

	int awaitPort() {
		return Awaitility.await().atMost(LIMIT).until(() -> {
			assertThat(this.process.isAlive()).as(output()).isTrue();
			Matcher matcher = PORT.matcher(output());
			return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
		}, (port) -> port != 0);
	}

	/**
	 * Send SIGTERM.
	 */
	void terminate() {
		this.process.destroy();
	}

	/**
	 * Send SIGKILL.
	 */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	int awaitExit() throws InterruptedException {
		assertThat(this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
		return this.process.exitValue();
	}

	String output() {
		try {
			return Files.readString(this.output);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
