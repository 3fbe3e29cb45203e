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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.files.TemporaryFiles;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link TemporaryFiles}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FinalizersAutoConfiguration.class)
@ConditionalOnSingleCandidate(value = FinalizerRegistry.class, search = SearchStrategy.CURRENT)
@EnableConfigurationProperties(TemporaryFilesProperties.class)
public final class TemporaryFilesAutoConfiguration {

	/**
	 * Lazy, so that a test may mock the registry, whose views are {@code null} then.
	 */
	@Bean
	@Lazy
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TemporaryFiles temporaryFiles(FinalizerRegistry finalizerRegistry, TemporaryFilesProperties properties) {
		FinalizerRegistry finalizers = finalizerRegistry.named("temporary-files");
		return (properties.directory() != null) ? new TemporaryFiles(finalizers, properties.directory().toPath())
				: new TemporaryFiles(finalizers);
	}

}
