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

package io.github.finalizers.test;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UncalledFinalizersExtensionTests {

	private final DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create();

	private final UncalledFinalizersExtension extension = new UncalledFinalizersExtension(() -> this.registry);

	private ExtensionContext context;

	@RegisterExtension
	final BeforeEachCallback captor = (context) -> this.context = context;

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	@DisplayName("A test that leaves finalizers uncalled fails, with their names, types and ages; its neighbours pass")
	void leakingTestShouldFailWithReadableMessage() {
		TestExecutionSummary summary = run(LeakingTest.class);
		assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
		assertThat(summary.getFailures()).hasSize(2)
			.allSatisfy((failure) -> assertThat(failure.getException()).isExactlyInstanceOf(AssertionError.class));
		assertThat(summary.getFailures())
			.filteredOn((failure) -> failure.getTestIdentifier().getDisplayName().startsWith("leaks"))
			.singleElement()
			.satisfies((failure) -> assertThat(failure.getException().getMessage())
				.matches("The test leaves finalizers uncalled; close what owns them, or detach them\\.\n"
						+ "\"uploads\": 3 \\(1 left to the collector or the exit\\)\n"
						+ "  io\\.github\\.finalizers\\.\\S+ of \"uploads\", with \\S*LeakingTest\\S*, live for \\d+ ms, registered at \\S+\\.leaks\\(\\S+\\)\n"
						+ "  java\\.lang\\.StringBuilder of \"uploads\", with \\S*LeakingTest\\S*, live for \\d+ ms, registered at \\S+\\.leaks\\(\\S+\\)"));
		assertThat(summary.getFailures())
			.filteredOn((failure) -> failure.getTestIdentifier().getDisplayName().startsWith("fails"))
			.singleElement()
			.satisfies((failure) -> assertThat(failure.getException()).hasMessage("on purpose")
				.hasNoSuppressedExceptions());
	}

	@Test
	@DisplayName("What was called or detached in the test, and what was live before, is not charged to it")
	void calledAndEarlierOnesShouldPass() {
		register("earlier");
		this.extension.beforeEach(this.context);
		this.registry.named("uploads").register(this, () -> {
		}).clean();
		this.registry.named("uploads").register(this, () -> {
		}).detach();
		assertThat(this.registry.collect(this)).isEqualTo(1);
		this.extension.afterEach(this.context);
	}

	@Test
	@DisplayName("One that was collected, or ran at exit, is uncalled as well")
	void collectedAndSweptOnesShouldFail() {
		this.extension.beforeEach(this.context);
		register("collected");
		this.registry.collect(this);
		register("swept");
		this.registry.close();
		assertThatFailing(this.extension).withMessageEndingWith(
				"\n\"collected\": 1 (1 left to the collector or the exit)\n\"swept\": 1 (1 left to the collector or the exit)");
	}

	@Test
	@DisplayName("Of the names that are given, and of no others, finalizers are to be called")
	void namesShouldConfineTheExtension() {
		UncalledFinalizersExtension confined = this.extension.names("uploads", "thumbnails");
		confined.beforeEach(this.context);
		register("cache");
		confined.afterEach(this.context);
		register("thumbnails");
		assertThatFailing(confined).withMessageContaining("\"thumbnails\": 1").withMessageNotContaining("cache");
	}

	@Test
	@DisplayName("Where it is said of some names that their finalizers must be called, those are watched, and told with the place")
	void mustBeCalledShouldConfineTheExtension() {
		try (DrivenFinalizerRegistry marked = DrivenFinalizerRegistry
			.create((builder) -> builder.mustBeCalled("uploads", true))) {
			UncalledFinalizersExtension watching = new UncalledFinalizersExtension(() -> marked);
			watching.beforeEach(this.context);
			marked.named("cache").register(this.registry, () -> {
			});
			watching.afterEach(this.context);
			marked.named("uploads").register(this, () -> {
			});
			marked.collect(this);
			assertThatFailing(watching).withMessageMatching("The test leaves finalizers uncalled;[^\n]*\n"
					+ "\"uploads\": 1 \\(1 left to the collector or the exit\\)\n"
					+ "  1 so far with \\S+, registered at \\S+\\.mustBeCalledShouldConfineTheExtension\\(\\S+\\)");
		}
	}

	@Test
	@DisplayName("A registry that is made by the test itself is looked at after it")
	void registryMadeByTheTestShouldBeLookedAt() {
		FinalizerRegistry[] made = new FinalizerRegistry[1];
		UncalledFinalizersExtension late = new UncalledFinalizersExtension(() -> made[0]);
		late.beforeEach(this.context);
		late.afterEach(this.context);
		made[0] = this.registry;
		register("uploads");
		assertThatFailing(late).withMessageContaining("\"uploads\": 1");
	}

	private void register(String name) {
		this.registry.named(name).register(this, () -> {
		});
	}

	private ThrowableAssertAlternative<AssertionError> assertThatFailing(UncalledFinalizersExtension extension) {
		return assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> extension.afterEach(this.context));
	}

	private static TestExecutionSummary run(Class<?> test) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(test))
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener);
		return listener.getSummary();
	}

	/**
	 * Not run but by the test.
	 */
	static class LeakingTest {

		private final DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create();

		@RegisterExtension
		final UncalledFinalizersExtension uncalled = new UncalledFinalizersExtension(() -> this.registry);

		private final FinalizerRegistry uploads = this.registry.named("uploads");

		private final StringBuilder held = new StringBuilder();

		@Test
		void leaks() {
			this.uploads.register(this.held, () -> {
			});
			this.uploads.register(this, () -> {
			});
			this.registry.collect(this);
			this.uploads.register(this.uploads, () -> {
			});
		}

		@Test
		void fails() {
			leaks();
			throw new AssertionError("on purpose");
		}

		@Test
		void passes() {
			this.uploads.register(this, () -> {
			}).clean();
		}

	}

}
