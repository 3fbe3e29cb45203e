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

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no other bean is made early for the sake of prototype-scoped ones.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizerMetricsWithPrototypesTests {

	@Test
	@DisplayName("Prototypes: all other beans are post-processed, the meters with their common tags among them")
	void applicationWhenPrototypesAreDestroyedShouldHaveAllMetersAndCommonTags(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--finalize.prototype-beans.enabled=true", "--management.metrics.tags.application=test")) {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(jvmMeters(meters)).hasSizeGreaterThan(30)
				.containsExactlyInAnyOrderElementsOf(withoutPrototypes());
			Gauge live = meters.get("finalizers.live")
				.tag("application", "test")
				.tag("name", "prototype-beans")
				.gauge();
			assertThat(live.value()).isEqualTo(1);
		}
		assertThat(output).doesNotContain("not eligible").doesNotContain("Prototype bean");
	}

	private static List<Meter.Id> withoutPrototypes() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--management.metrics.tags.application=test")) {
			return jvmMeters(context.getBean(MeterRegistry.class));
		}
	}

	private static List<Meter.Id> jvmMeters(MeterRegistry meters) {
		return meters.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("jvm.") && "test".equals(id.getTag("application")))
			.filter((id) -> !id.getName().startsWith("jvm.gc."))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Journal journal() {
			return new Journal();
		}

		@Bean
		@Scope("prototype")
		PrototypeProbe probe(Journal journal) {
			return new PrototypeProbe(journal);
		}

		@Bean
		User user(PrototypeProbe probe) {
			return new User(probe);
		}

	}

	record User(PrototypeProbe probe) {

	}

}
