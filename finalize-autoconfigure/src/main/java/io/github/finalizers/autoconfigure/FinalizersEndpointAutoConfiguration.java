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

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link FinalizersEndpoint}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = FinalizersAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
public final class FinalizersEndpointAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(value = FinalizerRegistry.class, search = SearchStrategy.CURRENT)
	FinalizersEndpoint finalizersEndpoint(ApplicationContext context) {
		List<ManagedRegistry> registries = ManagedRegistries.in(context);
		if (registries.isEmpty()) {
			return new FinalizersEndpoint(null);
		}
		ManagedRegistry registry = registries.get(0);
		return new FinalizersEndpoint(registry, registry::trackSites);
	}

}
