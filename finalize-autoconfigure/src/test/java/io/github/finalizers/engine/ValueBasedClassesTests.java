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

package io.github.finalizers.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objenesis.ObjenesisStd;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * All classes that this JDK marks as value-based, whichever they are.
 */
class ValueBasedClassesTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@ParameterizedTest
	@MethodSource
	@DisplayName("C15 an object of any class that this JDK marks as value-based is refused, by the name of the class")
	void registerWhenClassIsMarkedShouldRefuse(Class<?> type) {
		ManagedRegistry registry = this.registries.open();
		Object referent = new ObjenesisStd().newInstance(type);
		assertThatIllegalArgumentException().isThrownBy(() -> registry.register(referent, () -> {
		})).withMessageContaining("A " + type.getTypeName() + " is value-based");
		assertThat(registry.liveCount()).isZero();
	}

	static Stream<Class<?>> registerWhenClassIsMarkedShouldRefuse() {
		Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
		return Stream.of("java/lang", "java/util", "java/time", "java/time/chrono")
			.flatMap((directory) -> list(base.resolve(directory)))
			.filter(ValueBasedClassesTests::isMarked)
			.<Class<?>>map((file) -> load(base.relativize(file).toString()))
			.filter((type) -> !Modifier.isAbstract(type.getModifiers()));
	}

	private static Stream<Path> list(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(".class")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean isMarked(Path file) {
		try {
			return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
				.contains("Ljdk/internal/ValueBased;");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Class<?> load(String file) {
		try {
			return Class.forName(file.replace(".class", "").replace('/', '.'), false, null);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
