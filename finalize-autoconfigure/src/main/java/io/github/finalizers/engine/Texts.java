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

import java.time.Duration;
import java.util.List;

/**
 * How things are written in messages.
 */
final class Texts {

	private Texts() {
	}

	static String of(Duration duration) {
		long millis = duration.toMillis();
		return (millis < 10_000) ? millis + " ms" : millis / 1000 + " s";
	}

	static String of(List<StackTraceElement> stack) {
		StringBuilder lines = new StringBuilder();
		stack.forEach((frame) -> lines.append(System.lineSeparator()).append("\tat ").append(frame));
		return lines.toString();
	}

	static String count(long count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

}
