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

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * A setting of each name: found as the name is written, or else by its letters and digits
 * alone, in any case.
 *
 * @param <T> the type of the setting
 */
final class ByName<T extends @Nullable Object> {

	private final Map<String, T> exactly;

	private final Map<String, T> loosely = new TreeMap<>();

	private final T otherwise;

	ByName(Map<String, T> settings, T otherwise) {
		this.exactly = Map.copyOf(settings);
		this.otherwise = otherwise;
		settings.forEach((name, setting) -> this.loosely.putIfAbsent(lettersAndDigits(name), setting));
	}

	/**
	 * The names as they were given.
	 */
	Set<String> names() {
		return this.exactly.keySet();
	}

	T of(String name) {
		if (this.exactly.isEmpty()) {
			return this.otherwise;
		}
		T exact = this.exactly.get(name);
		return (exact != null) ? exact : this.loosely.getOrDefault(lettersAndDigits(name), this.otherwise);
	}

	private static String lettersAndDigits(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
