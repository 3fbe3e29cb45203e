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

import org.jspecify.annotations.Nullable;

/**
 * Makes a file name fit to be shown and logged. It is never used as a path.
 */
final class FileName {

	private static final int MAX_LENGTH = 80;

	private FileName() {
	}

	static String of(@Nullable String name) {
		String last = (name != null) ? name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1) : "";
		// Without line breaks, controls and marks that turn the direction of writing.
		String shown = last.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "").strip();
		if (shown.codePointCount(0, shown.length()) > MAX_LENGTH) {
			shown = shown.substring(0, shown.offsetByCodePoints(0, MAX_LENGTH)) + "…";
		}
		return shown.matches("\\.*") ? "unnamed" : shown;
	}

}
