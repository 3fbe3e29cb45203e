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

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.github.finalizers.engine.FinalizerRegistryBuilder.LogSink;

/**
 * {@link LogSink} that logs as Spring does. The platform's own logging goes through a
 * bridge that Spring Boot takes down early in the close.
 */
final class CommonsLogSink implements LogSink {

	private static final Log logger = LogFactory.getLog("io.github.finalizers");

	/**
	 * Tell what a registry is made with, in one line for those who look for it. The
	 * properties tell themselves, so that none is forgotten.
	 * @param properties as they were bound, defaults included
	 * @param customizers who may have changed that
	 */
	static void tellSettings(FinalizerProperties properties, List<FinalizerRegistryCustomizer> customizers) {
		if (logger.isDebugEnabled()) {
			String changed = customizers.stream()
				.map((customizer) -> customizer.getClass().getName())
				.collect(Collectors.joining(", ", "; customized by ", ""));
			logger.debug("Settings: " + properties + (customizers.isEmpty() ? "" : changed));
		}
	}

	@Override
	public void log(Level level, String message, @Nullable Throwable thrown) {
		switch (level) {
			case ERROR -> logger.error(message, thrown);
			case WARNING -> logger.warn(message, thrown);
			case INFO -> logger.info(message, thrown);
			default -> logger.debug(message, thrown);
		}
	}

}
