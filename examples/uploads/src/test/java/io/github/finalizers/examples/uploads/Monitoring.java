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

import java.nio.file.Path;

/**
 * What the project gives to an operator, and the commands that try it.
 */
final class Monitoring {

	private static final Path DOCS = Path.of("..", "..", "docs");

	private Monitoring() {
	}

	static Path file(String name) {
		return DOCS.resolve("monitoring").resolve(name);
	}

	static Path guide() {
		return DOCS.resolve("operations.md");
	}

	/**
	 * Return a command of Prometheus, or skip the test if this machine has none.
	 */
	static Path command(String name) {
		return Commands.installed(name, "prometheus", "PROMETHEUS_REQUIRED");
	}

}
