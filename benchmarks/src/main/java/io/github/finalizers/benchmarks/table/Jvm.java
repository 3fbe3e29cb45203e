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

package io.github.finalizers.benchmarks.table;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed JVM, which runs each main class in a process of its own.
 *
 * @param home where it is installed
 * @param version its version
 * @param classPath the class path
 */
record Jvm(Path home, String version, List<Path> classPath) implements Launcher {

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");

	private static final int SAYS_THAT_UNSAFE_IS_USED = 24;

	static Jvm at(Path home) {
		try {
			Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
			if (!matcher.find()) {
				throw new IllegalArgumentException("No version in the release file of " + home);
			}
			return new Jvm(home, matcher.group(1), ClassPath.entries());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<String> launch(Class<?> main, List<String> options, List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(this.home.resolve("bin").resolve("java").toString());
		command.addAll(options);
		command.addAll(quiet(feature()));
		command.add("-cp");
		command.add(String.join(File.pathSeparator, this.classPath.stream().map(Path::toString).toList()));
		command.add(main.getName());
		command.addAll(arguments);
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			try (BufferedReader output = process.inputReader()) {
				List<String> lines = output.lines().toList();
				if (process.waitFor() != 0) {
					throw new IllegalStateException(String.join(" ", command) + " failed: " + lines);
				}
				return lines;
			}
			finally {
				process.destroy();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * JMH uses Unsafe, of which newer JVMs warn.
	 */
	static List<String> quiet(int feature) {
		return (feature >= SAYS_THAT_UNSAFE_IS_USED) ? List.of("--sun-misc-unsafe-memory-access=allow") : List.of();
	}

	private int feature() {
		return Runtime.Version.parse(this.version).feature();
	}

	@Override
	public Launcher withoutUs() {
		return new Jvm(this.home, this.version, ClassPath.withoutUs(this.classPath));
	}

}
