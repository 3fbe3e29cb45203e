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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.test.UncalledFinalizersExtension;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The extension in a test with an application context, whose registry it finds by itself.
 */
@SpringBootTest
@ExtendWith(UncalledFinalizersExtension.class)
class UncalledFinalizersInContextTests {

	@Autowired
	private FinalizerRegistry registry;

	private ExtensionContext context;

	@RegisterExtension
	final BeforeEachCallback captor = (context) -> this.context = context;

	@Test
	@DisplayName("A test that calls what it registers passes under the extension that its class names")
	void calledOnesShouldPass() {
		this.registry.named("uploads").register(this, () -> {
		}).clean();
		assertThat(this.registry).hasNoLive("uploads");
	}

	@Test
	@DisplayName("The extension finds the registry of the context, and fails on what is left uncalled there")
	void uncalledOnesShouldFail() {
		UncalledFinalizersExtension extension = new UncalledFinalizersExtension();
		extension.beforeEach(this.context);
		Finalizer<Void> uncalled = this.registry.named("uploads").register(this, () -> {
		});
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> extension.afterEach(this.context))
			.withMessageContaining("\n\"uploads\": 1\n  " + getClass().getTypeName() + " of \"uploads\", with ");
		uncalled.clean();
		extension.afterEach(this.context);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Application {

	}

}
