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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for real class paths that lack what is optional.
 */
class OptionalDependenciesIntegrationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			nothing             | finalizerMetrics, finalizersEndpoint
			micrometer          | finalizersEndpoint
			actuator            | finalizerMetrics
			micrometer,actuator | ''
			""")
	@DisplayName("spring.md 15: a context without Micrometer, without Actuator, without both starts and works")
	void processWhenOptionalJarsAreAbsentShouldStartAndWork(String absent, String present) throws Exception {
		// Spring itself needs the small jars of Micrometer.
		Predicate<String> jars = (jar) -> TestProcess.isNotDevTools(jar)
				&& (jar.matches("micrometer-(observation|commons)-.*")
						|| Arrays.stream(absent.split(",")).noneMatch(jar::contains));
		try (TestProcess process = TestProcess.start(Application.class, jars, List.of())) {
			assertThat(process.awaitExit()).as(String.join("\n", process.lines())).isZero();
			assertThat(process.lines()).contains("BEANS " + present, "RAN collected", "RAN at exit");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] arguments) {
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.run("--management.endpoints.web.exposure.include=finalizers");
			System.out.println("BEANS " + String.join(", ",
					Arrays.stream(new String[] { "finalizerMetrics", "finalizersEndpoint" })
						.filter(context::containsBean)
						.toList()));
			FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
			registry.register(new Object(), () -> System.out.println("RAN collected"));
			while (registry.deadCount() == 0) {
				System.gc();
				LockSupport.parkNanos(10_000_000);
			}
			registry.register(context, () -> System.out.println("RAN at exit"));
			context.close();
		}

	}

}
