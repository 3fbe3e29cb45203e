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

package io.github.finalizers.docs;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.test.DrivenFinalizerRegistry;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the last section of {@code docs/pitfalls.md}: what was acquired for a
 * finalizer that is refused.
 */
class RefusalPitfallTests {

	@TempDir
	private Path wrongClasses;

	@TempDir
	private Path rightClasses;

	private final DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create();

	@Test
	@DisplayName("C35 pitfalls: register refuses")
	void registerRefuses() throws Exception {
		String page = Files.readString(Snippets.DOCS.resolve("pitfalls.md"));
		String section = page.substring(page.indexOf("## `register` refuses\n"));
		Class<?> wrong = Snippets.load(Snippets.in(section, "java").get(0), this.wrongClasses);
		Class<?> right = Snippets.load(Snippets.in(section, "java").get(1), this.rightClasses);
		long address = nextAddress();
		this.registry.collect(make(right, this.registry));
		assertThat(NativeMemory.isFreed(address)).isTrue();
		assertThat(this.registry).hasRun(FinalizerCause.COLLECTED, 1).hasNoFailures();
		this.registry.close();
		String shown = Snippets.in(section, "text").get(0).strip();
		assertThat(NativeMemory.isFreed(refused(wrong, shown))).isFalse();
		assertThat(NativeMemory.isFreed(refused(right, shown))).isTrue();
	}

	/**
	 * The address of what was allocated for nothing.
	 */
	private long refused(Class<?> type, String message) {
		long address = nextAddress();
		assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> make(type, this.registry))
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage(message);
		assertThat(nextAddress()).isGreaterThan(address);
		return address;
	}

	private static long nextAddress() {
		return NativeMemory.allocate(0);
	}

	private static Object make(Class<?> type, FinalizerRegistry registry) throws Exception {
		Constructor<?> constructor = type.getDeclaredConstructor(FinalizerRegistry.class);
		constructor.setAccessible(true);
		return constructor.newInstance(registry);
	}

}
