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

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;

import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link FinalizerRegistry} that
 * is swept when the application context closes.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(FinalizerProperties.class)
public final class FinalizersAutoConfiguration {

	/**
	 * The name of the registry bean, the same in every context: a child's hides its
	 * parent's.
	 */
	static final String REGISTRY_BEAN_NAME = "finalizerRegistry";

	@Bean(REGISTRY_BEAN_NAME)
	@ConditionalOnMissingBean(value = FinalizerRegistry.class, search = SearchStrategy.CURRENT)
	ManagedRegistry finalizerRegistry(ObjectProvider<FinalizerProperties> boundProperties,
			List<FinalizerListener> listeners, List<FinalizerRegistryCustomizer> customizers,
			FinalizerShutdownHandler shutdownHandler, ConfigurableApplicationContext context) {
		FinalizerPropertiesCheck.checkKeys(context.getEnvironment());
		FinalizerProperties properties = boundProperties.getObject();
		FinalizerPropertiesCheck.checkValues(properties);
		FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create()
			.exitEnabled(properties.exit().enabled())
			.exitTimeout(properties.exit().timeout())
			.actionTimeout(properties.exit().actionTimeout())
			.stallThreshold(properties.worker().stallThreshold())
			.captureCheck(properties.captureCheck())
			.classLoader(context.getClassLoader())
			.log(new CommonsLogSink())
			.registrationSites(properties.registrationSites())
			.collectionInterval(properties.limit().collectionInterval())
			.ignoreLeaks(properties.leaks().ignore().toArray(String[]::new))
			.wrappers(properties.wrappers().toArray(String[]::new));
		properties.names().forEach((name, settings) -> configure(builder, name, settings));
		ConfiguredLimits.of(properties.names()).forEach(builder::limit);
		listeners.forEach(builder::listener);
		customizers.forEach((customizer) -> customizer.customize(builder));
		ManagedRegistry registry = builder.build();
		CommonsLogSink.tellSettings(properties, customizers);
		shutdownHandler.guard(registry);
		return registry;
	}

	private static void configure(FinalizerRegistryBuilder builder, String name, FinalizerProperties.Name settings) {
		if (settings.atExit() != null) {
			builder.name(name, settings.atExit());
		}
		if (settings.mustBeCalled() != null) {
			builder.mustBeCalled(name, settings.mustBeCalled());
		}
	}

	@Bean
	FinalizerShutdownHandler finalizerShutdownHandler() {
		return new FinalizerShutdownHandler();
	}

	/**
	 * Lazy, and created all the same when the context starts its life cycle: after all
	 * other singletons, and so destroyed before them if the start fails.
	 */
	@Bean
	@Lazy
	FinalizerExitSweep finalizerExitSweep(FinalizerProperties properties, ConfigurableApplicationContext context) {
		return new FinalizerExitSweep(ManagedRegistries.in(context), context, properties.exit().phase());
	}

	/**
	 * Static and without parameters: to find an argument, Spring would look into factory
	 * beans, and make them before they can be post-processed.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static FinalizedPrototypePostProcessor finalizedPrototypePostProcessor() {
		return new FinalizedPrototypePostProcessor();
	}

}
