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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.metrics.FinalizerMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * Tests for a context whose registry is a mock.
 */
class MockedRegistryTests {

	@Test
	@DisplayName("spring.md 11: a context with a mocked registry starts and closes, and the mock is left alone")
	void contextWhenRegistryIsMockedShouldStartAndClose() throws Exception {
		TestContextManager manager = new TestContextManager(TestOfAUser.class);
		TestOfAUser test = new TestOfAUser();
		manager.beforeTestClass();
		manager.prepareTestInstance(test);
		ConfigurableApplicationContext context = (ConfigurableApplicationContext) manager.getTestContext()
			.getApplicationContext();
		assertThat(context.getBean(FinalizerRegistry.class)).isSameAs(test.registry);
		assertThat(context.getBean(FinalizerMetrics.class)).isNotNull();
		assertThat(context.getBean(FinalizersEndpoint.class).finalizers()).isNull();
		context.close();
		assertThat(context.isActive()).isFalse();
		then(test.registry).shouldHaveNoInteractions();
	}

	@SpringBootTest(webEnvironment = WebEnvironment.NONE, classes = Application.class,
			properties = "management.endpoints.web.exposure.include=finalizers")
	static class TestOfAUser {

		@MockitoBean
		private FinalizerRegistry registry;

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class,
			FinalizersEndpointAutoConfiguration.class, MetricsAutoConfiguration.class })
	static class Application {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
