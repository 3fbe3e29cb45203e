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

package io.github.finalizers.examples.uploads;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.metrics.ReferentMeters;

/**
 * Starts the application; with the profile {@code demo} it shows itself, and stops.
 */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class UploadsApplication {

	/** What of the meters goes when its session has gone. */
	@Bean
	ReferentMeters sessionMeters(MeterRegistry meters, FinalizerRegistry finalizers) {
		return new ReferentMeters(meters, finalizers.named("uploads.sessions"));
	}

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(UploadsApplication.class, args);
		if (context.getEnvironment().matchesProfiles("demo")) {
			System.exit(Demo.run(context));
		}
	}

}
