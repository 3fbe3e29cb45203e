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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for classes that register for their callers.
 */
class WrappersTests {

	private static final String HERE = WrappersTests.class.getName();

	private static final String STORE = HERE + "$Store";

	@RegisterExtension
	final Registries registries = new Registries();

	@Test
	@DisplayName("C35 leaks of what a wrapper has registered are told by the lines that use it, each of its own")
	void leaksWhenRegisteredByWrapperShouldBeToldByTheLinesThatUseIt() {
		ManagedRegistry registry = open(STORE);
		store(registry).open();
		store(registry).open();
		store(registry).open();
		registry.close();
		assertThat(registry.leaks()).extracting(FinalizerLeak::count).containsExactly(1L, 1L, 1L);
		assertThat(registry.leaks()).extracting((leak) -> leak.site().get(0).getClassName()).containsOnly(HERE);
		assertThat(registry.leaks()).extracting((leak) -> leak.site().get(0).getLineNumber()).doesNotHaveDuplicates();
		assertThat(this.registries.log.alarmsAbout("must be called")).hasSize(3)
			.allSatisfy((line) -> assertThat(line.message()).contains("registered at " + HERE + ".leaksWhen"));
	}

	@Test
	@DisplayName("C35 one line that uses a wrapper again and again is one place")
	void leaksWhenOneLineUsesWrapperShouldBeOfOnePlace() {
		ManagedRegistry registry = open(STORE);
		for (int i = 0; i < 20; i++) {
			store(registry).open();
		}
		registry.close();
		assertThat(registry.leaks()).extracting(FinalizerLeak::count).containsExactly(20L);
	}

	@Test
	@DisplayName("C35 a stack begins with the line that uses the wrapper")
	void stackWhenRegisteredByWrapperShouldBeginWithTheLineThatUsesIt() {
		ManagedRegistry registry = open(STORE);
		registry.trackSites(RegistrationSites.ALL, true, Duration.ofMinutes(1));
		store(registry).open();
		List<StackTraceElement> site = registry.listing(1).entries().get(0).site();
		assertThat(site).hasSizeGreaterThan(1);
		assertThat(site.get(0).getMethodName()).startsWith("stackWhen");
	}

	@Test
	@DisplayName("C35 where nobody but wrappers is on the stack the place is the innermost of them")
	void siteWhenAllAreWrappersShouldBeTheInnermost() {
		ManagedRegistry registry = open("*");
		store(registry).open();
		assertThat(registry.listing(1).entries().get(0).site()).singleElement()
			.satisfies((frame) -> assertThat(frame.getClassName()).isEqualTo(STORE));
	}

	private Store store(FinalizerRegistry registry) {
		return new Store(registry, this.registries.referent());
	}

	private ManagedRegistry open(String wrappers) {
		return this.registries.open((builder) -> builder.mustBeCalled("store", true)
			.registrationSites(RegistrationSites.ALL)
			.wrappers(wrappers));
	}

	/**
	 * A class that registers for its callers.
	 */
	private static final class Store {

		private final FinalizerRegistry registry;

		private final Object referent;

		Store(FinalizerRegistry registry, Object referent) {
			this.registry = registry.named("store");
			this.referent = referent;
		}

		Finalizer<Void> open() {
			return opened();
		}

		private Finalizer<Void> opened() {
			return this.registry.register(this.referent, "state", (state) -> {
			});
		}

	}

}
