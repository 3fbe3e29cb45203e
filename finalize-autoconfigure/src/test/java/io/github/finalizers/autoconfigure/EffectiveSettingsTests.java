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

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.finalizers.engine.FinalizerRegistryBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the line that tells the settings of a registry.
 */
@ExtendWith(OutputCaptureExtension.class)
class EffectiveSettingsTests {

	private static final String LOGGER = "io.github.finalizers";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	@DisplayName("One line at DEBUG tells each setting as it is in effect, the defaults included")
	void startWhenDebugShouldTellSettingsInOneLine(CapturedOutput output) {
		atLevel(LogLevel.DEBUG,
				() -> this.contextRunner
					.withPropertyValues("finalize.exit.timeout=2s", "finalize.names[com.acme.uploads].at-exit=false",
							"finalize.prototype-beans.enabled=true", "finalize.leaks.ignore=com.acme.*")
					.run((context) -> assertThat(context).hasNotFailed()));
		assertThat(output.toString().lines()).filteredOn((line) -> line.contains("Settings: "))
			.singleElement()
			.asString()
			.contains("DEBUG", LOGGER, "exit=Exit[enabled=true, phase=1073740799, timeout=PT2S, actionTimeout=PT2S]",
					"stallThreshold=PT10S", "captureCheck=WARN", "com.acme.uploads=Name[atExit=false",
					"registrationSites=SAMPLED", "ignore=[com.acme.*]", "PrototypeBeans[enabled=true]")
			.doesNotContain("customized");
	}

	@Test
	@DisplayName("The line names the customizers, which may have changed what it tells")
	void startWhenCustomizedShouldNameCustomizers(CapturedOutput output) {
		atLevel(LogLevel.DEBUG, () -> this.contextRunner.withBean(Patience.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output)
				.containsPattern("Settings: .*; customized by " + Patience.class.getName().replace("$", "\\$"));
		}));
	}

	@Test
	@DisplayName("Above DEBUG nothing is said at the start")
	void startWhenInfoShouldSayNothing(CapturedOutput output) {
		atLevel(LogLevel.INFO, () -> this.contextRunner.run((context) -> assertThat(context).hasNotFailed()));
		assertThat(output).doesNotContain("Settings: ");
	}

	private static void atLevel(LogLevel level, Runnable start) {
		LoggingSystem logging = LoggingSystem.get(EffectiveSettingsTests.class.getClassLoader());
		LoggerConfiguration before = logging.getLoggerConfiguration(LOGGER);
		logging.setLogLevel(LOGGER, level);
		try {
			start.run();
		}
		finally {
			logging.setLogLevel(LOGGER, (before != null) ? before.getConfiguredLevel() : null);
		}
	}

	static class Patience implements FinalizerRegistryCustomizer {

		@Override
		public void customize(FinalizerRegistryBuilder builder) {
			builder.exitTimeout(Duration.ofMinutes(1));
		}

	}

}
