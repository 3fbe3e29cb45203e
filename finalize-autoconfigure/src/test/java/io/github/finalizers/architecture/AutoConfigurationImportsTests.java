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

package io.github.finalizers.architecture;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the files in which Spring Boot looks up classes of ours.
 */
class AutoConfigurationImportsTests {

	private static final String IMPORTS = "META-INF/spring/" + AutoConfiguration.class.getName() + ".imports";

	@Test
	void importsShouldBeSortedAndListEveryAutoConfiguration() throws IOException {
		assertThat(OwnClasses.resource(IMPORTS).lines()).isSorted()
			.containsExactlyInAnyOrderElementsOf(OwnClasses.ALL.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void factoriesShouldNameClassesOfTheModule() throws IOException {
		Properties factories = new Properties();
		factories.load(new StringReader(OwnClasses.resource("META-INF/spring.factories")));
		assertThat(factories.values()).isNotEmpty()
			.flatMap((names) -> StringUtils.commaDelimitedListToSet(names.toString()))
			.allMatch(OwnClasses.ALL::contain);
	}

}
