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

import java.util.concurrent.locks.LockSupport;

import jakarta.annotation.PreDestroy;
import org.springframework.aot.AotDetector;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.Finalized;
import io.github.finalizers.FinalizerRegistry;

/**
 * Has prototype-scoped beans, and is processed ahead of time.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AheadOfTimeApplication {

	@Bean
	@Finalized
	@Scope("prototype")
	Printing marked() {
		return new Printing("marked");
	}

	@Bean
	@Scope("prototype")
	Printing plain() {
		return new Printing("plain");
	}

	@Bean
	@Scope("prototype")
	Annotated annotated() {
		return new Annotated();
	}

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(AheadOfTimeApplication.class)
			.web(WebApplicationType.NONE)
			.run(arguments);
		System.out.println("AHEAD OF TIME " + AotDetector.useGeneratedArtifacts());
		FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
		Object held = context.getBean("marked");
		context.getBean("plain");
		context.getBean("annotated");
		while (registry.liveCount() > 1) {
			System.gc();
			LockSupport.parkNanos(10_000_000);
		}
		System.out.println("COLLECTED " + registry.deadCount());
		context.close();
		System.out.println("HELD ALL THE TIME " + held.getClass().getName());
	}

	static class Printing implements AutoCloseable {

		private final String name;

		Printing(String name) {
			this.name = name;
		}

		@Override
		public void close() {
			System.out.println("CLOSES " + this.name);
		}

	}

	static class Annotated {

		@PreDestroy
		void end() {
			System.out.println("CLOSES annotated");
		}

	}

}
