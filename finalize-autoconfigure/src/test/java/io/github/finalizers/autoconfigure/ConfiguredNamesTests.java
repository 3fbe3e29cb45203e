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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code finalize.names}.
 */
class ConfiguredNamesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	void nameWhenConfiguredShouldSetTheFlagByLettersAndDigits() {
		this.contextRunner
			.withPropertyValues("finalize.names[com.acme.Uploads].at-exit=false",
					"finalize.names.thumb-nails.at-exit=false")
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(isAtExit(registry.named("com.acme.Uploads"))).isFalse();
				assertThat(isAtExit(registry.named("thumbNails"))).isFalse();
				assertThat(isAtExit(registry.named("others"))).isTrue();
				assertThat(registry.statistics().names()).containsKeys("default", "com.acme.Uploads");
			});
	}

	@Test
	void nameWhenConfiguredByEnvironmentVariableShouldSetTheFlag() {
		this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map
				.of("FINALIZE_NAMES_COMACMEUPLOADS_ATEXIT", "false", "FINALIZE_NAMES_THUMBNAILS_AT_EXIT", "false"))))
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(isAtExit(registry.named("com.acme.uploads"))).isFalse();
				assertThat(isAtExit(registry.named("thumbnails"))).isFalse();
			});
	}

	private boolean isAtExit(FinalizerRegistry registry) {
		return registry.register(this, () -> {
		}).isAtExit();
	}

}
