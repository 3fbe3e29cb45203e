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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.LimitPolicy;

/**
 * The limits of names, put together from the properties of all spellings of a name: what
 * one spelling does not say, the first says that does.
 */
final class ConfiguredLimits {

	private ConfiguredLimits() {
	}

	/**
	 * Return the limit of each spelling that says how much there may be.
	 * @param names settings by name
	 * @return limits by name
	 */
	static Map<String, FinalizerLimit> of(Map<String, FinalizerProperties.Name> names) {
		Map<String, FinalizerLimit> limits = new LinkedHashMap<>();
		names.forEach((name, settings) -> {
			FinalizerProperties.Limit limit = settings.limit();
			if (limit.count() != null || limit.bytes() != null) {
				limits.put(name, limit(limit, spellings(names, name)));
			}
		});
		return limits;
	}

	private static FinalizerLimit limit(FinalizerProperties.Limit limit, List<FinalizerProperties.Limit> spellings) {
		Long count = first(limit, spellings, FinalizerProperties.Limit::count);
		DataSize bytes = first(limit, spellings, FinalizerProperties.Limit::bytes);
		LimitPolicy policy = first(limit, spellings, FinalizerProperties.Limit::policy);
		Duration longestWait = first(limit, spellings, FinalizerProperties.Limit::longestWait);
		long most = (bytes != null) ? bytes.toBytes() : 0;
		FinalizerLimit merged = (count != null) ? FinalizerLimit.ofCount(count).andBytes(most)
				: FinalizerLimit.ofBytes(most);
		merged = (longestWait != null) ? merged.waitAtMost(longestWait) : merged;
		return (policy != null) ? merged.with(policy) : merged;
	}

	private static <T> @Nullable T first(FinalizerProperties.Limit limit, List<FinalizerProperties.Limit> spellings,
			Function<FinalizerProperties.Limit, @Nullable T> property) {
		T own = property.apply(limit);
		return (own != null) ? own : spellings.stream().map(property).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Return the limits of a name in all of its spellings, as they are configured.
	 * @param names settings by name
	 * @param name a spelling of the name
	 * @return what each spelling says
	 */
	static List<FinalizerProperties.Limit> spellings(Map<String, FinalizerProperties.Name> names, String name) {
		return names.entrySet()
			.stream()
			.filter((entry) -> lettersAndDigits(entry.getKey()).equals(lettersAndDigits(name)))
			.map((entry) -> entry.getValue().limit())
			.toList();
	}

	private static String lettersAndDigits(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
