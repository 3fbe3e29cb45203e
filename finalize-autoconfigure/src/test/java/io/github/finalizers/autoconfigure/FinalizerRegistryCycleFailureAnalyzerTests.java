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
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link FinalizerRegistryCycleFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizerRegistryCycleFailureAnalyzerTests {

	@Test
	void startWhenListenerInjectsRegistryShouldNameTheListenerAndTheCure(CapturedOutput output) {
		fails(DirectCycle.class);
		assertThat(output)
			.contains("The finalizer registry is built from its listeners and customizers, and one of them needs the"
					+ " registry itself")
			.contains("auditListener -> finalizerRegistry -> auditListener")
			.contains("Let 'auditListener' inject an ObjectProvider<FinalizerRegistry>, or a FinalizerRegistry that is"
					+ " @Lazy");
	}

	@Test
	void startWhenListenerNeedsRegistryThroughAnotherBeanShouldNameThatBean(CapturedOutput output) {
		fails(IndirectCycle.class);
		assertThat(output).contains("Let 'service' inject an ObjectProvider<FinalizerRegistry>");
	}

	@Test
	void startWhenCustomizerInjectsRegistryIntoAFieldShouldNameIt(CapturedOutput output) {
		fails(FieldCycle.class);
		assertThat(output).contains("Let 'fieldListener' inject an ObjectProvider<FinalizerRegistry>");
	}

	@Test
	void startWhenCycleIsAnotherShouldLeaveItToSpringBoot(CapturedOutput output) {
		fails(ForeignCycle.class);
		assertThat(output).contains("form a cycle").doesNotContain("The finalizer registry is built");
	}

	@Test
	void startWhenListenerFollowsTheAdviceShouldSucceed() {
		application(Cured.class).run().close();
	}

	private static void fails(Class<?> configuration) {
		assertThatException().isThrownBy(() -> application(configuration).run());
	}

	private static SpringApplication application(Class<?> configuration) {
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).build();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class DirectCycle {

		@Bean
		FinalizerListener auditListener(FinalizerRegistry registry) {
			return new FinalizerListener() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class IndirectCycle {

		@Bean
		Service service(FinalizerRegistry registry) {
			return new Service();
		}

		@Bean
		FinalizerRegistryCustomizer customizer(Service service) {
			return (builder) -> {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class FieldCycle {

		@Bean
		FieldListener fieldListener() {
			return new FieldListener();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class ForeignCycle {

		@Bean
		Service one(Object two) {
			return new Service();
		}

		@Bean
		Object two(Service one) {
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Cured {

		@Bean
		FinalizerListener withProvider(ObjectProvider<FinalizerRegistry> registry) {
			return new FinalizerListener() {
			};
		}

		@Bean
		FinalizerListener withProxy(@Lazy FinalizerRegistry registry) {
			return new FinalizerListener() {
			};
		}

	}

	static class Service {

	}

	static class FieldListener implements FinalizerListener {

		@Autowired
		FinalizerRegistry registry;

	}

}
