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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.files.TemporaryFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link TemporaryFilesAutoConfiguration}.
 */
class TemporaryFilesAutoConfigurationTests {

	@TempDir
	private Path directory;

	@Test
	@DisplayName("A file lives in the directory of the property, until the context closes, counted by name")
	void filesShouldBeDeletedWhenTheContextCloses() throws Exception {
		List<Path> created = new ArrayList<>();
		contextRunner().run((context) -> {
			assertThat(this.directory).as("before the first use").isEmptyDirectory();
			created.add(context.getBean(TemporaryFiles.class).createFile(this, "a", "b").path());
			created.add(context.getBean(TemporaryFiles.class).createDirectory(this, "a").path());
			assertThat(created).allMatch(Files::exists).allMatch((path) -> path.startsWith(this.directory));
			FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
			assertThat(registry.named("temporary-files").liveCount()).isEqualTo(2);
			assertThat(registry.liveCount()).isEqualTo(3);
		});
		assertThat(created).hasSize(2);
		assertThat(inUserDirectory()).isEmpty();
	}

	@Test
	@DisplayName("Without the property files are in the directory of the JVM")
	void filesWithoutPropertyShouldBeInTheDirectoryOfTheJvm() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FinalizersAutoConfiguration.class, TemporaryFilesAutoConfiguration.class))
			.withSystemProperties("java.io.tmpdir=" + this.directory)
			.run((context) -> assertThat(context.getBean(TemporaryFiles.class).createFile(this, "a", "b").path())
				.startsWith(this.directory));
	}

	@Test
	@DisplayName("A property without a value, such as that of a variable that is not set, is none")
	void directoryWhenBlankShouldBeThatOfTheJvm() {
		contextRunner().withSystemProperties("java.io.tmpdir=" + this.directory)
			.withPropertyValues("finalize.temporary-files.directory=${NO_SUCH_VARIABLE:}")
			.run((context) -> assertThat(context.getBean(TemporaryFiles.class).createFile(this, "a", "b").path())
				.startsWith(this.directory));
	}

	@Test
	@DisplayName("A directory that does not exist fails nothing before it is used")
	void directoryWhenMissingShouldBeToldAtFirstUse() {
		contextRunner().withPropertyValues("finalize.temporary-files.directory=" + this.directory.resolve("missing"))
			.run((context) -> assertThatIOException()
				.isThrownBy(() -> context.getBean(TemporaryFiles.class).createFile(this, "a", "b"))
				.withMessageContaining("does not exist"));
	}

	@Test
	@DisplayName("C39 parent and child have files of their own: closing the child deletes the child's")
	void filesOfChildShouldGoWithTheChild() throws Exception {
		contextRunner().run((parent) -> {
			Path ofParent = parent.getBean(TemporaryFiles.class).createFile(this, "a", "b").path();
			List<Path> ofChild = new ArrayList<>();
			contextRunner().withParent(parent)
				.run((child) -> ofChild.add(child.getBean(TemporaryFiles.class).createFile(this, "a", "b").path()));
			assertThat(ofChild).hasSize(1).noneMatch(Files::exists);
			assertThat(ofParent).exists().hasParent(ofChild.get(0).getParent());
		});
		assertThat(inUserDirectory()).isEmpty();
	}

	@Test
	void beanWhenUserDefinesOneShouldBackOff() {
		contextRunner().withBean("own", TemporaryFiles.class, () -> new TemporaryFiles(mock(FinalizerRegistry.class)))
			.run((context) -> assertThat(context).hasSingleBean(TemporaryFiles.class).hasBean("own"));
	}

	@Test
	@DisplayName("With two registries there is no telling which, and the context starts without")
	void beanWhenThereAreTwoRegistriesShouldBackOff() {
		contextRunner().withBean("one", ManagedRegistry.class, () -> FinalizerRegistryBuilder.create().build())
			.withBean("two", ManagedRegistry.class, () -> FinalizerRegistryBuilder.create().build())
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(TemporaryFiles.class));
	}

	@Test
	@DisplayName("A mocked registry, whose views are null, does not fail the context")
	void contextWithMockedRegistryShouldStart() {
		contextRunner().withBean(FinalizerRegistry.class, () -> mock(FinalizerRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FinalizersAutoConfiguration.class, TemporaryFilesAutoConfiguration.class))
			.withPropertyValues("finalize.temporary-files.directory=" + this.directory);
	}

	private List<Path> inUserDirectory() throws IOException {
		Path home = this.directory.resolve("finalize-" + System.getProperty("user.name"));
		try (Stream<Path> entries = Files.list(home)) {
			return entries.toList();
		}
	}

}
