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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.CapturedReferentException;
import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@code finalize.capture-check} and {@link CapturedReferentFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CaptureCheckAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	@DisplayName("C43 by default a bean that captures itself starts, with a warning that tells path, place and cure")
	void startWhenNothingIsSetShouldWarn(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(FinalizerRegistry.class).liveCount()).isEqualTo(1);
			assertThat(output).contains("WARN")
				.contains("The action leads back to its referent, a " + Capturing.class.getTypeName())
				.contains("action -> arg$1; registered at " + Capturing.class.getName() + ".<init>(")
				.contains("pass the resource that is to be released as the state");
		});
	}

	@Test
	@DisplayName("C43 finalize.capture-check=off says nothing")
	void startWhenOffShouldSayNothing(CapturedOutput output) {
		this.contextRunner.withPropertyValues("finalize.capture-check=off").run((context) -> {
			assertThat(context.getBean(FinalizerRegistry.class).liveCount()).isEqualTo(1);
			assertThat(output).doesNotContain("leads back");
		});
	}

	@Test
	@DisplayName("C43 finalize.capture-check=fail refuses what captures, and only that")
	void startWhenFailShouldRefuse() {
		this.contextRunner.withPropertyValues("finalize.capture-check=fail")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CapturedReferentException.class, (captured) -> {
					assertThat(captured.path()).isEqualTo("action -> arg$1");
					assertThat(captured.registeredAt()).startsWith(Capturing.class.getName() + ".<init>(");
				}));
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class))
			.withPropertyValues("finalize.capture-check=fail")
			.run((context) -> assertThat(
					context.getBean(FinalizerRegistry.class).register(new Object(), "state", (state) -> {
					}).isAlive())
				.isTrue());
	}

	@Test
	@DisplayName("C43 a start that fails because of a capture is explained with path, place and cure")
	void analyzerWhenStartFailsShouldTellPathPlaceAndCure(CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.build();
		assertThatException().isThrownBy(() -> application.run("--finalize.capture-check=fail"));
		assertThat(output).contains("A finalizer leads back to its own referent, which would never be collected:")
			.containsPattern("\\n    action -> arg\\$1\\n")
			.containsPattern("\\n    io[.]github[.]finalizers.*Capturing[.]<init>\\(.*[.]java:\\d+\\)\\n")
			.contains("register(referent, resource, Resource::release)")
			.contains("set 'finalize.capture-check' to 'warn'");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Application {

		@Bean
		Capturing capturing(FinalizerRegistry registry) {
			return new Capturing(registry);
		}

	}

	static class Capturing {

		private final Finalizer<Void> finalizer;

		Capturing(FinalizerRegistry registry) {
			this.finalizer = registry.register(this, this::release);
		}

		private void release() {
		}

		Finalizer<Void> finalizer() {
			return this.finalizer;
		}

	}

}
