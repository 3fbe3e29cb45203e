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

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.FinalizersDescriptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizersEndpointAutoConfiguration}.
 */
class FinalizersEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FinalizersAutoConfiguration.class, FinalizersEndpointAutoConfiguration.class));

	@Test
	void runWhenExposedShouldHaveEndpointBeanOfTheRegistry() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=finalizers").run((context) -> {
			context.getBean(FinalizerRegistry.class).register(this, () -> {
			});
			FinalizersDescriptor descriptor = context.getBean(FinalizersEndpoint.class).finalizers();
			assertThat(descriptor).isNotNull();
			assertThat(descriptor.live()).isEqualTo(1);
		});
	}

	@Test
	void runWhenNotExposedShouldNotHaveEndpointBean() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(FinalizersEndpoint.class));
	}

	@Test
	void runWhenAccessIsNoneShouldNotHaveEndpointBean() {
		this.contextRunner
			.withPropertyValues("management.endpoints.web.exposure.include=finalizers",
					"management.endpoint.finalizers.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(FinalizersEndpoint.class));
	}

	@Test
	void runWhenUserDefinesAnEndpointShouldBackOff() {
		this.contextRunner.withPropertyValues("management.endpoints.web.exposure.include=finalizers")
			.withBean("own", FinalizersEndpoint.class, () -> new FinalizersEndpoint(null))
			.run((context) -> assertThat(context).hasSingleBean(FinalizersEndpoint.class).hasBean("own"));
	}

}
