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
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import io.github.finalizers.LimitPolicy;

/**
 * Refuses limits of names that are wrong although they bind, as
 * {@link FinalizerPropertiesCheck} does all others.
 */
final class FinalizerLimitsCheck {

	private static final String COUNT = "limit.count";

	private static final String BYTES = "limit.bytes";

	private static final String POLICY = "limit.policy";

	private static final String WAIT = "limit.wait";

	private static final Duration LONGEST = Duration.ofHours(1);

	/**
	 * The properties of a name that are about its limit, and what each must be.
	 */
	static final Map<String, String> PROPERTIES = ordered("a number, such as 1000", "a size, such as 64MB",
			"warn, fail or wait", "a duration, such as 5s");

	private FinalizerLimitsCheck() {
	}

	static Map<String, @Nullable Object> valuesOf(FinalizerProperties.Limit limit) {
		return ordered(limit.count(), limit.bytes(), limit.policy(), limit.longestWait());
	}

	private static <T extends @Nullable Object> Map<String, T> ordered(T count, T bytes, T policy, T wait) {
		Map<String, T> ordered = new LinkedHashMap<>();
		ordered.put(COUNT, count);
		ordered.put(BYTES, bytes);
		ordered.put(POLICY, policy);
		ordered.put(WAIT, wait);
		return ordered;
	}

	static void checkValues(FinalizerProperties properties) {
		checkTime("finalize.limit.collection-interval", properties.limit().collectionInterval());
		properties.names().forEach((name, settings) -> check(name, settings.limit(), properties.names()));
	}

	private static void check(String name, FinalizerProperties.Limit limit,
			Map<String, FinalizerProperties.Name> names) {
		if (limit.count() != null && limit.count() <= 0) {
			throw invalid(name, COUNT, limit.count(), "It must be 1 or more.");
		}
		if (limit.bytes() != null && limit.bytes().toBytes() <= 0) {
			throw invalid(name, BYTES, limit.bytes(), "It must be 1 byte or more, such as 64MB.");
		}
		if (limit.policy() != null && !any(names, name, (of) -> of.count() != null || of.bytes() != null)) {
			throw invalid(name, POLICY, limit.policy(), "The name has no limit of which this could be the policy: set '"
					+ key(name, BYTES) + "' or '" + key(name, COUNT) + "' too, or leave it out.");
		}
		if (limit.longestWait() != null) {
			checkTime(key(name, WAIT), limit.longestWait());
			if (!any(names, name, (of) -> of.policy() == LimitPolicy.WAIT)) {
				throw invalid(name, WAIT, limit.longestWait(),
						"Nobody waits: set '" + key(name, POLICY) + "' to 'wait' too, or leave it out.");
			}
		}
	}

	/**
	 * Whether any spelling of a name has a limit such as that.
	 * @param names all names
	 * @param name a spelling of the name
	 * @param limit tells such a limit
	 * @return whether there is one
	 */
	private static boolean any(Map<String, FinalizerProperties.Name> names, String name,
			Predicate<FinalizerProperties.Limit> limit) {
		return ConfiguredLimits.spellings(names, name).stream().anyMatch(limit);
	}

	private static void checkTime(String property, Duration time) {
		if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
			throw new InvalidConfigurationPropertyValueException(property, time,
					"It must be longer than nothing and at most an hour, such as 5s.");
		}
	}

	private static InvalidConfigurationPropertyValueException invalid(String name, String property, Object value,
			String reason) {
		return new InvalidConfigurationPropertyValueException(key(name, property), value, reason);
	}

	/**
	 * Return the key of a property as it is likely to be written, so that its origin is
	 * found.
	 * @param name the name
	 * @param property the property
	 * @return the key
	 */
	private static String key(String name, String property) {
		boolean plain = ConfigurationPropertyName.isValid(name) && name.indexOf('.') < 0;
		return "finalize.names" + (plain ? "." + name : "[" + name + "]") + "." + property;
	}

}
