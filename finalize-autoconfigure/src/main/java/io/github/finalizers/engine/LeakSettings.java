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

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.finalizers.RegistrationSites;

/**
 * Which finalizers must be called, how it is tracked where they are registered, the
 * classes whose leaks nobody wants to hear of, and those that register for their callers.
 */
record LeakSettings(ByName<Boolean> mustBeCalled, RegistrationSites sites, List<Pattern> ignored,
		List<Pattern> wrappers) {

	/**
	 * Nothing must be called, nothing is tracked.
	 */
	static final LeakSettings NONE = new LeakSettings(new ByName<>(Map.of(), false), RegistrationSites.OFF, List.of(),
			List.of());

	private static final Pattern PATTERN = Pattern.compile("[\\p{javaJavaIdentifierPart}.*&&[^\\p{Cc}\\p{Cf}]]+");

	boolean ignores(String className) {
		return matches(this.ignored, className);
	}

	boolean isWrapper(String className) {
		return matches(this.wrappers, className);
	}

	private static boolean matches(List<Pattern> patterns, String className) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(className).matches());
	}

	/**
	 * The pattern of class names in which {@code *} stands for anything.
	 */
	static Pattern pattern(String text) {
		if (!PATTERN.matcher(text).matches()) {
			throw new IllegalArgumentException("The pattern \"" + Checks.escape(text)
					+ "\" is not a class name, in which * may stand for anything, such as com.acme.*");
		}
		return Pattern.compile(Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
	}

}
