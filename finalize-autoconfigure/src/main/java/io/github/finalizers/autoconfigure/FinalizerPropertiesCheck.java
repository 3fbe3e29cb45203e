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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.finalizers.engine.FinalizerRegistryBuilder;

/**
 * Refuses properties that are wrong although they bind. It runs apart from the binding: a
 * failure inside of that would be told without value and origin.
 */
final class FinalizerPropertiesCheck {

	private static final ConfigurationPropertyName NAMES = ConfigurationPropertyName.of("finalize.names");

	private static final int NAME = NAMES.getNumberOfElements();

	private static final String AT_EXIT = "at-exit";

	private static final String MUST_BE_CALLED = "must-be-called";

	/**
	 * The properties of a name, and what each must be.
	 */
	private static final Map<String, String> PROPERTIES = properties();

	private static final String LEAKS_IGNORE = "finalize.leaks.ignore";

	private FinalizerPropertiesCheck() {
	}

	private static Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(AT_EXIT, "true or false");
		properties.put(MUST_BE_CALLED, "true or false");
		properties.putAll(FinalizerLimitsCheck.PROPERTIES);
		return properties;
	}

	static void checkKeys(ConfigurableEnvironment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().filter(NAMES::isAncestorOf).forEach((key) -> checkKey(key, source));
			}
		}
	}

	static void checkValues(FinalizerProperties properties) {
		FinalizerProperties.Exit exit = properties.exit();
		checkLimit("finalize.exit.timeout", exit.timeout());
		checkLimit("finalize.exit.action-timeout", exit.actionTimeout());
		checkLimit("finalize.worker.stall-threshold", properties.worker().stallThreshold());
		if (exit.actionTimeout().compareTo(exit.timeout()) > 0) {
			throw new InvalidConfigurationPropertyValueException("finalize.exit.action-timeout", exit.actionTimeout(),
					"One action may not take longer than the whole exit: set it to at most what"
							+ " 'finalize.exit.timeout' says, " + seconds(exit.timeout()) + ", or raise that.");
		}
		properties.names().forEach(FinalizerPropertiesCheck::checkName);
		FinalizerLimitsCheck.checkValues(properties);
		properties.leaks().ignore().forEach((pattern) -> checkPattern(LEAKS_IGNORE, pattern));
		properties.wrappers().forEach((pattern) -> checkPattern("finalize.wrappers", pattern));
	}

	private static void checkLimit(String property, Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new InvalidConfigurationPropertyValueException(property, limit,
					"It must be longer than nothing, such as 10s.");
		}
		if (limit.compareTo(Duration.ofDays(365)) > 0) {
			throw new InvalidConfigurationPropertyValueException(property, limit,
					"It must be at most a year, and is better some seconds, such as 10s.");
		}
	}

	/**
	 * Refuse a key that binds to nothing: Spring Boot takes the first part after
	 * {@code finalize.names} as the name and ignores a rest that it doesn't know.
	 * @param key the key of a property below {@code finalize.names}
	 * @param source where it was found
	 */
	private static void checkKey(ConfigurationPropertyName key, ConfigurationPropertySource source) {
		String known = PROPERTIES.keySet()
			.stream()
			.filter((property) -> startOf(property, key) > NAME)
			.findFirst()
			.orElse(null);
		if (known == null) {
			throw new InvalidConfigurationPropertyValueException(key.toString(), value(key, source),
					"A name has the properties '" + String.join("', '", PROPERTIES.keySet()) + "', and no other: '"
							+ bracketForm(key, Math.max(key.getNumberOfElements() - 1, NAME + 1), AT_EXIT) + "'.");
		}
		int property = startOf(known, key);
		if (property > NAME + 1) {
			throw new InvalidConfigurationPropertyValueException(key.toString(), value(key, source),
					"A name of several parts is written in brackets: '" + bracketForm(key, property, known) + "'.");
		}
		checkGiven(key, known, value(key, source));
	}

	/**
	 * Return where a property of a name begins in a key that ends with it, as one element
	 * or, from an environment variable, as one for each of its words.
	 * @param property the property
	 * @param key the key
	 * @return the index of its first element, -1 if the key doesn't end with it
	 */
	private static int startOf(String property, ConfigurationPropertyName key) {
		int end = key.getNumberOfElements();
		String spelled = property.replaceAll("[-.]", "");
		return IntStream.of(end - property.split("\\.").length, end - property.split("[-.]").length)
			.filter((from) -> from > NAME && join(key, from, end, "", Form.UNIFORM).equals(spelled))
			.findFirst()
			.orElse(-1);
	}

	private static String bracketForm(ConfigurationPropertyName key, int to, String property) {
		return NAMES + "[" + join(key, NAME, to, ".", Form.ORIGINAL) + "]." + property;
	}

	private static String join(ConfigurationPropertyName key, int from, int to, String separator, Form form) {
		return IntStream.range(from, to)
			.mapToObj((index) -> key.getElement(index, form))
			.collect(Collectors.joining(separator));
	}

	private static @Nullable Object value(ConfigurationPropertyName key, ConfigurationPropertySource source) {
		var property = source.getConfigurationProperty(key);
		return (property != null) ? property.getValue() : null;
	}

	/**
	 * Refuse a value that is empty, which would bind to nothing.
	 * @param key the key of a property of a name
	 * @param property the property
	 * @param value its value
	 */
	private static void checkGiven(ConfigurationPropertyName key, String property, @Nullable Object value) {
		if (value == null || value.toString().isBlank()) {
			throw new InvalidConfigurationPropertyValueException(key.toString(), value,
					"It must be " + PROPERTIES.get(property) + ".");
		}
	}

	private static void checkName(String name, FinalizerProperties.Name settings) {
		try {
			FinalizerRegistryBuilder.create().name(name, true);
		}
		catch (IllegalArgumentException ex) {
			Map<String, @Nullable Object> given = new LinkedHashMap<>();
			given.put(AT_EXIT, settings.atExit());
			given.put(MUST_BE_CALLED, settings.mustBeCalled());
			given.putAll(FinalizerLimitsCheck.valuesOf(settings.limit()));
			given.values().removeIf(Objects::isNull);
			given.forEach((property, value) -> {
				throw new InvalidConfigurationPropertyValueException(NAMES + "[" + name + "]." + property, value,
						ex.getMessage());
			});
		}
	}

	private static void checkPattern(String property, String pattern) {
		try {
			FinalizerRegistryBuilder.create().ignoreLeaks(pattern);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(property, pattern, ex.getMessage());
		}
	}

	private static String seconds(Duration duration) {
		return (duration.toMillisPart() == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

}
