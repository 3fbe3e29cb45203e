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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Commands that a test needs, and that a machine need not have.
 */
final class Commands {

	private Commands() {
	}

	/**
	 * Return where a command is installed, or skip the test if it is not.
	 * @param command the command
	 * @param packages the packages of Debian that bring it
	 * @param required where this variable is set, as in CI, the test fails instead of
	 * being skipped
	 */
	static Path installed(String command, String packages, String required) {
		Optional<Path> installed = find(command);
		if (installed.isEmpty()) {
			String missing = "This test needs the command '" + command + "' (Debian: apt-get install " + packages + ")";
			assertThat(System.getenv(required)).as(missing + ", and " + required + " is set").isNull();
			// Maven does not show why a test was skipped.
			LogFactory.getLog(Commands.class).warn("Skipped. " + missing);
			assumeThat(false).as(missing).isTrue();
		}
		return installed.orElseThrow();
	}

	private static Optional<Path> find(String command) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, command))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
