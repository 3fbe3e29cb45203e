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
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code META-INF/spring-configuration-metadata.json}, from which an editor
 * completes properties: of the jar, where these tests run against one.
 */
class ConfigurationMetadataTests {

	private static List<Map<String, Object>> groups;

	private static List<Map<String, Object>> properties;

	private static List<Map<String, Object>> hints;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@BeforeAll
	static void read() throws IOException {
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json",
				FinalizersAutoConfiguration.class.getClassLoader())
			.getContentAsString(StandardCharsets.UTF_8);
		groups = JsonPath.read(metadata, "$.groups");
		properties = JsonPath.read(metadata, "$.properties");
		hints = JsonPath.read(metadata, "$.hints");
	}

	@Test
	@DisplayName("An editor shows each property with its type, its class and a whole sentence")
	void propertyShouldHaveTypeSourceAndDescription() {
		assertThat(properties).hasSizeGreaterThan(10).allSatisfy((property) -> {
			assertThat(property.get("description")).asString().matches("[A-Z].{20,}\\.");
			assertThat(typeOf(property.get("sourceType"))).isNotNull();
			assertThat(groupOf((String) property.get("name"))).extracting((group) -> group.get("type"))
				.isEqualTo(property.get("sourceType"));
		});
	}

	@Test
	@DisplayName("An editor shows the defaults that hold: to set them all changes nothing")
	void defaultsShouldBeThoseThatHold() {
		String[] defaults = properties.stream()
			.filter((property) -> property.get("name").toString().startsWith("finalize."))
			.filter((property) -> property.get("defaultValue") != null)
			.map((property) -> property.get("name") + "=" + property.get("defaultValue"))
			.toArray(String[]::new);
		assertThat(defaults).hasSizeGreaterThan(7);
		this.contextRunner.run((context) -> {
			FinalizerProperties unset = context.getBean(FinalizerProperties.class);
			this.contextRunner.withPropertyValues(defaults)
				.run((set) -> assertThat(set.getBean(FinalizerProperties.class)).isEqualTo(unset));
		});
	}

	@Test
	@DisplayName("An editor leaves no default out, but for the collections, which are empty, and a directory of the JVM's")
	void propertyWithoutDefaultShouldBeCollection() {
		assertThat(properties).filteredOn((property) -> property.get("defaultValue") == null)
			.filteredOn((property) -> !property.get("name").equals("finalize.temporary-files.directory"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(typeOf(property.get("type"))).isIn(List.class, Map.class));
	}

	@Test
	@DisplayName("An editor offers each constant of our enums, and says what it does")
	void enumShouldHaveHintForEachConstant() {
		assertThat(properties)
			.filteredOn((property) -> property.get("type").toString().startsWith("io.github.finalizers"))
			.isNotEmpty()
			.allSatisfy((property) -> {
				Object[] constants = typeOf(property.get("type")).getEnumConstants();
				assertThat(hint(property.get("name"), "values")).extracting((value) -> value.get("value"))
					.containsExactlyElementsOf(Arrays.stream(constants)
						.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
						.toList());
			});
		assertThat(hints).flatExtracting((hint) -> hint(hint.get("name"), "values"))
			.allSatisfy((value) -> assertThat(value.get("description")).asString().matches("[A-Z].*\\."));
	}

	@Test
	@DisplayName("An editor takes other values than those it offers, but of an enum, and names of one's own")
	void hintWhenNotOfEnumShouldAllowAny() {
		assertThat(hints).filteredOn((hint) -> !isEnum(hint.get("name").toString()))
			.extracting((hint) -> hint.get("name").toString())
			.contains("finalize.names.keys")
			.allSatisfy((name) -> {
				assertThat(groupOrProperty(name.replaceFirst("\\.(keys|values)$", ""))).as(name).isTrue();
				assertThat(hint(name, "providers")).extracting((provider) -> provider.get("name"))
					.containsExactly("any");
			});
	}

	@Test
	@DisplayName("An editor cannot look into the names: their description tells what one can have")
	void namesShouldTellWhatOneCanHave() {
		String description = property("finalize.names").get("description").toString();
		assertThat(FinalizerProperties.Name.class.getRecordComponents()).extracting(RecordComponent::getName)
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(description)
				.contains(name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)));
	}

	@Test
	@DisplayName("An editor knows the endpoint: its access, read-only by default, and its cache")
	void endpointShouldBeKnown() {
		assertThat(groupOf("management.endpoint.finalizers.access").get("type"))
			.isEqualTo(FinalizersEndpoint.class.getName());
		assertThat(property("management.endpoint.finalizers.access")).containsEntry("defaultValue", "read_only")
			.containsEntry("type", "org.springframework.boot.actuate.endpoint.Access");
		assertThat(property("management.endpoint.finalizers.cache.time-to-live")).containsEntry("defaultValue", "0ms");
	}

	private static boolean isEnum(String name) {
		return properties.stream()
			.anyMatch((property) -> property.get("name").equals(name) && typeOf(property.get("type")).isEnum());
	}

	private static boolean groupOrProperty(String name) {
		return properties.stream().anyMatch((property) -> property.get("name").equals(name));
	}

	private static Map<String, Object> property(String name) {
		return properties.stream().filter((property) -> property.get("name").equals(name)).findFirst().orElseThrow();
	}

	/**
	 * Return the group that a property is in: that with the longest name that it begins
	 * with.
	 */
	private static Map<String, Object> groupOf(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		return groups.stream()
			.filter((group) -> ConfigurationPropertyName.of(group.get("name").toString()).isAncestorOf(name))
			.max((one, other) -> one.get("name").toString().length() - other.get("name").toString().length())
			.orElseThrow();
	}

	private static List<Map<String, Object>> hint(Object name, String part) {
		return JsonPath.read(hints, "$[?(@.name == '" + name + "')]." + part + "[*]");
	}

	private static Class<?> typeOf(Object name) {
		return ClassUtils.resolveClassName(name.toString().replaceFirst("<.*", ""), null);
	}

}
