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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.RegistrationSites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link FinalizerProperties} and {@link FinalizerPropertiesCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizerPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	void propertiesWhenNothingIsSetShouldBeTheDefaults() {
		this.contextRunner.run((context) -> {
			FinalizerProperties properties = context.getBean(FinalizerProperties.class);
			assertThat(properties.exit().enabled()).isTrue();
			assertThat(properties.exit().phase()).isEqualTo(Integer.MAX_VALUE / 2 - 1024);
			assertThat(properties.exit().timeout()).isEqualTo(Duration.ofSeconds(10));
			assertThat(properties.exit().actionTimeout()).isEqualTo(Duration.ofSeconds(3));
			assertThat(properties.worker().stallThreshold()).isEqualTo(Duration.ofSeconds(10));
			assertThat(properties.captureCheck()).isEqualTo(CaptureCheck.WARN);
			assertThat(properties.names()).isEmpty();
			assertThat(properties.registrationSites()).isEqualTo(RegistrationSites.SAMPLED);
			assertThat(properties.leaks().ignore()).isEmpty();
		});
	}

	@Test
	void durationsWhenWithoutUnitShouldBeSeconds() {
		this.contextRunner
			.withPropertyValues("finalize.exit.timeout=7", "finalize.exit.action-timeout=2",
					"finalize.worker.stall-threshold=500ms")
			.run((context) -> {
				FinalizerProperties properties = context.getBean(FinalizerProperties.class);
				assertThat(properties.exit().timeout()).isEqualTo(Duration.ofSeconds(7));
				assertThat(properties.exit().actionTimeout()).isEqualTo(Duration.ofSeconds(2));
				assertThat(properties.worker().stallThreshold()).isEqualTo(Duration.ofMillis(500));
			});
	}

	@Test
	void actionTimeoutWhenOnlyTheTimeoutIsSetShouldFollowItDown() {
		this.contextRunner.withPropertyValues("finalize.exit.timeout=1s").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(FinalizerProperties.class).exit().actionTimeout())
				.isEqualTo(Duration.ofSeconds(1));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					finalize.exit.timeout                          | 0s       | It must be longer than nothing, such as 10s.
					finalize.exit.timeout                          | -1s      | It must be longer than nothing, such as 10s.
					finalize.exit.timeout                          | 1000000d | It must be at most a year
					finalize.exit.action-timeout                   | 0        | It must be longer than nothing, such as 10s.
					finalize.exit.action-timeout                   | -1ms     | It must be longer than nothing, such as 10s.
					finalize.exit.action-timeout                   | 366d     | It must be at most a year
					finalize.worker.stall-threshold                | 0s       | It must be longer than nothing, such as 10s.
					finalize.worker.stall-threshold                | 8761h    | It must be at most a year
					finalize.exit.action-timeout                   | 11s      | set it to at most what 'finalize.exit.timeout' says, 10s
					finalize.worker.stall-threshold                | -5ms     | It must be longer than nothing, such as 10s.
					finalize.names[9lives].at-exit                 | false    | 9lives
					finalize.names[my uploads].at-exit             | false    | my uploads
					finalize.names[other].at-exit                  | false    | other
					finalize.names.com.acme.uploads.at-exit        | false    | in brackets: 'finalize.names[com.acme.uploads].at-exit'.
					finalize.names[com.acme].uploads.at-exit       | false    | in brackets: 'finalize.names[com.acme.uploads].at-exit'.
					finalize.names.uploads                         | false    | and no other: 'finalize.names[uploads].at-exit'.
					finalize.names.uploads.colour                  | blue     | and no other: 'finalize.names[uploads].at-exit'.
					finalize.names[com.acme.uploads].must-shine    | true     | and no other: 'finalize.names[com.acme.uploads].at-exit'.
					finalize.names[9lives].must-be-called          | true     | 9lives
					finalize.names.com.acme.files.must-be-called   | true     | in brackets: 'finalize.names[com.acme.files].must-be-called'.
					finalize.names.files.must-not-be-called        | true     | has the properties 'at-exit', 'must-be-called', 'limit.count', 'limit.bytes', 'limit.policy', 'limit.wait', and no other
					finalize.names.tiles.limit                     | 64MB     | and no other: 'finalize.names[tiles].at-exit'.
					finalize.names.tiles.limitbytes                | 64MB     | and no other: 'finalize.names[tiles].at-exit'.
					finalize.names.tiles.limit.size                | 64MB     | and no other:
					finalize.names.com.acme.tiles.limit.bytes      | 64MB     | in brackets: 'finalize.names[com.acme.tiles].limit.bytes'.
					finalize.names[9lives].limit.bytes             | 64MB     | 9lives
					finalize.names.tiles.limit.bytes               | 0        | It must be 1 byte or more, such as 64MB.
					finalize.names.tiles.limit.bytes               | -1KB     | It must be 1 byte or more, such as 64MB.
					finalize.names[com.acme.tiles].limit.count     | 0        | It must be 1 or more.
					finalize.names.tiles.limit.policy              | fail     | set 'finalize.names.tiles.limit.bytes' or 'finalize.names.tiles.limit.count' too, or leave it out.
					finalize.names.tiles.limit.wait                | 3s       | Nobody waits: set 'finalize.names.tiles.limit.policy' to 'wait' too, or leave it out.
					finalize.names.tiles.limit.wait                | 0        | It must be longer than nothing and at most an hour, such as 5s.
					finalize.names.tiles.limit.wait                | 61m      | It must be longer than nothing and at most an hour, such as 5s.
					finalize.limit.collection-interval             | 0        | It must be longer than nothing and at most an hour, such as 5s.
					finalize.limit.collection-interval             | 2h       | It must be longer than nothing and at most an hour, such as 5s.
					finalize.leaks.ignore                          | com/acme | is not a class name, in which * may stand for anything
					finalize.wrappers                              | com/acme | is not a class name, in which * may stand for anything
					""")
	void startWhenPropertyIsWrongShouldFailNamingPropertyValueOriginAndCure(String property, String value,
			String reason, CapturedOutput output) {
		fails(property + "=" + value);
		assertThat(output).contains("Invalid value '" + value + "' for configuration property '" + property + "'")
			.contains("originating from '\"" + property + "\" from property source \"commandLineArgs\"'")
			.contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "finalize.exit.timeout=soon", "finalize.exit.timeout=1.5s",
			"finalize.exit.timeout=99999999999999999999", "finalize.exit.action-timeout=soon",
			"finalize.exit.action-timeout=3 s econds", "finalize.exit.phase=late", "finalize.exit.phase=1.5",
			"finalize.exit.phase=2147483648", "finalize.exit.enabled=perhaps", "finalize.exit.enabled=2",
			"finalize.worker.stall-threshold=1 fortnight", "finalize.worker.stall-threshold=PT",
			"finalize.names.uploads.at-exit=perhaps", "finalize.names[com.acme].at-exit=-1", "finalize.exit.phase=",
			"finalize.exit.enabled=", "finalize.names.uploads.must-be-called=perhaps",
			"finalize.names.tiles.limit.bytes=much", "finalize.names.tiles.limit.bytes=1.5MB",
			"finalize.names.tiles.limit.count=1MB", "finalize.names.tiles.limit.policy=hope",
			"finalize.names.tiles.limit.wait=soon", "finalize.limit.collection-interval=often",
			"finalize.registration-sites=sometimes", "finalize.capture-check=perhaps" })
	void startWhenValueIsNotOfTheTypeShouldFailNamingPropertyValueAndOrigin(String argument, CapturedOutput output) {
		fails(argument);
		String[] pair = argument.split("=", 2);
		assertThat(output).contains("Property: " + pair[0])
			.contains("Value: \"" + pair[1] + "\"")
			.contains("Origin: \"" + pair[0] + "\" from property source \"commandLineArgs\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "finalize.names.uploads.at-exit", "finalize.names.uploads.must-be-called" })
	void startWhenSettingOfNameIsEmptyShouldFailNamingPropertyAndOrigin(String property, CapturedOutput output) {
		fails(property + "=");
		assertThat(output).contains("Invalid value '' for configuration property '" + property + "'")
			.contains("\"" + property + "\" from property source \"commandLineArgs\"")
			.contains("It must be true or false.");
	}

	@ParameterizedTest
	@CsvSource({ "limit.bytes, 64MB", "limit.count, 1000", "limit.policy, 'warn, fail or wait'", "limit.wait, 5s" })
	void startWhenLimitOfNameIsEmptyShouldFailNamingPropertyAndCure(String property, String cure,
			CapturedOutput output) {
		fails("finalize.names.uploads." + property + "=");
		assertThat(output).contains("Invalid value '' for configuration property 'finalize.names.uploads." + property)
			.contains(cure + ".");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "finalize.exit.timeout", "finalize.exit.action-timeout", "finalize.worker.stall-threshold" })
	void startWhenDurationIsEmptyShouldUseTheDefault(String property) {
		this.contextRunner.withPropertyValues(property + "=").run((context) -> {
			FinalizerProperties properties = context.getBean(FinalizerProperties.class);
			assertThat(properties.exit()).isEqualTo(
					new FinalizerProperties.Exit(true, Integer.MAX_VALUE / 2 - 1024, Duration.ofSeconds(10), null));
			assertThat(properties.worker().stallThreshold()).isEqualTo(Duration.ofSeconds(10));
		});
	}

	@Test
	void metadataShouldDescribeEveryPropertyInWholeSentences() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				FinalizersAutoConfiguration.class.getClassLoader())
			.getContentAsString(StandardCharsets.UTF_8);
		List<Map<String, Object>> properties = JsonPath.read(metadata, "$.properties[?(@.name =~ /finalize\\..*/)]");
		assertThat(properties).extracting((property) -> property.get("name") + "=" + property.get("defaultValue"))
			.containsExactlyInAnyOrder("finalize.capture-check=warn", "finalize.exit.action-timeout=3s",
					"finalize.exit.enabled=true", "finalize.exit.phase=1073740799", "finalize.exit.timeout=10s",
					"finalize.names=null", "finalize.worker.stall-threshold=10s", "finalize.registration-sites=sampled",
					"finalize.leaks.ignore=null", "finalize.prototype-beans.enabled=false", "finalize.wrappers=null",
					"finalize.limit.collection-interval=1s", "finalize.temporary-files.directory=null");
		assertThat(properties).allSatisfy((property) -> assertThat(property.get("description")).asString()
			.matches("[A-Z].*\\.")
			.hasSizeGreaterThan(20));
	}

	private static void fails(String argument) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.build();
		assertThatException().isThrownBy(() -> application.run("--" + argument));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Application {

	}

}
