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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.Registries;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FinalizerRegistryAssertTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C35 what is counted passes, on the registry and on a view")
	void assertionsWhenTheyHoldShouldPass() {
		FinalizerRegistry registry = this.registries.open();
		FinalizerRegistry uploads = registry.named("uploads");
		assertThat(registry).hasNoLive().hasNoLive("uploads").hasNoFailures();
		uploads.register(this.registries.referent(), "called", this.ran::add).clean();
		uploads.register(this.registries.referent(), "live", this.ran::add);
		assertThat(registry).hasLive(1)
			.hasLive("uploads", 1)
			.hasNoLive("default")
			.hasRun(FinalizerCause.CALLED, 1)
			.hasRun("uploads", FinalizerCause.CALLED, 1)
			.hasRun("uploads", FinalizerCause.EXIT, 0);
		assertThat(uploads).hasLive(1).hasRun(FinalizerCause.CALLED, 1);
		assertThat(registry.named("other.name")).hasNoLive().hasRun(FinalizerCause.CALLED, 0);
	}

	@Test
	@DisplayName("A leak is told by its name and count; one that was called is none")
	void hasNoLeaksShouldTellThem() {
		try (DrivenFinalizerRegistry registry = DrivenFinalizerRegistry
			.create((builder) -> builder.mustBeCalled("uploads", true))) {
			registry.named("uploads").register(this, () -> {
			}).clean();
			assertThat(registry).hasNoLeaks();
			registry.named("uploads").register(this, () -> {
			});
			registry.collect(this);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(registry).hasNoLeaks())
				.withMessageContaining("Expecting 0 leaked, but there is 1.")
				.withMessageContaining("\"uploads\": live 0, called 1, collected 1, leaked 1");
		}
	}

	@Test
	@DisplayName("C12 a failure lists the counts and the live ones by their types, so that it tells the culprit")
	void hasNoLiveWhenSomeAreLiveShouldListThem() {
		FinalizerRegistry registry = this.registries.open();
		FinalizerRegistry uploads = registry.named("uploads");
		uploads.register(this.registries.keep(new StringBuilder()), new Deletion());
		uploads.register(this.registries.referent(), new Deletion()).setAtExit(false);
		uploads.register(this.registries.referent(), new Deletion()).clean();
		registry.register(this.registries.referent(), new Deletion());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(registry).hasNoLive("uploads"))
			.withMessageContaining("Expecting 0 live of \"uploads\", but there are 2.")
			.withMessageContaining("\n  \"uploads\": live 2, called 1\n")
			.withMessageContaining(
					"\n  java.lang.StringBuilder of \"uploads\", with " + Deletion.class.getTypeName() + ", live for ")
			.withMessageContaining(" ms, not at exit")
			.withMessageNotContaining("\"default\"");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(registry).hasNoLive())
			.withMessageContaining("Expecting 0 live, but there are 3.")
			.withMessageContaining("\n  \"default\": live 1\n")
			.withMessageContaining("java.lang.Object of \"default\", with ");
	}

	@Test
	@DisplayName("C13 a name that was never used fails, so that a wrong one does not pass")
	void hasNoLiveWhenNameIsUnknownShouldFail() {
		FinalizerRegistry registry = this.registries.open();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(registry).hasNoLive("uplaods"))
			.withMessageContaining("Expecting 0 live of \"uplaods\", but there is no such name, only [default]");
	}

	@Test
	@DisplayName("C2 a wrong number of runs or failures is told with what was counted")
	void hasRunWhenNumberIsWrongShouldFail() {
		try (DrivenFinalizerRegistry registry = DrivenFinalizerRegistry
			.create((builder) -> builder.log((level, message, thrown) -> this.ran.add(message)))) {
			registry.register(this.ran, () -> {
				throw new IllegalStateException("on purpose");
			});
			registry.collect(this.ran);
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(registry).hasRun(FinalizerCause.EXIT, 1))
				.withMessageContaining("Expecting 1 run as EXIT, but there are 0.")
				.withMessageContaining("\n  \"default\": live 0, collected 1, failed 1\nLive: none");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(registry).hasNoFailures())
				.withMessageContaining("Expecting 0 failed, but there is 1.");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThat(this.registries.open()).hasRun(FinalizerCause.ABANDONED, 1))
			.withMessage("No action is run as ABANDONED, only as one of [CALLED, COLLECTED, EXIT]");
	}

	@Test
	@DisplayName("C21 within a time, garbage is collected and the worker awaited; when it is over, it fails")
	void withinShouldAwaitCollectionAndWorker() {
		FinalizerRegistry registry = this.registries.open();
		registry.register(new Object(), "collected", (name) -> {
		});
		assertThat(registry).within(Duration.ofSeconds(10)).hasRun(FinalizerCause.COLLECTED, 1).hasNoLive();
		registry.register(this.registries.referent(), "live", this.ran::add);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(registry).within(Duration.ofMillis(20)).hasNoLive())
			.withMessageContaining("Expecting 0 live, but there is 1.");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(null).hasNoLive());
	}

	@Test
	@DisplayName("C21 within a time, what has been run has ended: what it does is done, and what it throws is counted")
	void withinShouldAwaitTheEndOfActions() {
		FinalizerRegistry registry = this.registries.open();
		registry.register(new Object(), "ended", (name) -> {
			awaitCollections();
			this.ran.add(name);
		});
		assertThat(registry).within(Duration.ofSeconds(10)).hasRun(FinalizerCause.COLLECTED, 1);
		Assertions.assertThat(this.ran).containsExactly("ended");
		FinalizerRegistry failing = registry.named("failing");
		failing.register(new Object(), () -> {
			awaitCollections();
			throw new IllegalStateException("on purpose");
		});
		assertThat(registry).within(Duration.ofSeconds(10)).hasRun("failing", FinalizerCause.COLLECTED, 1);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(failing).hasNoFailures())
			.withMessageContaining("Expecting 0 failed, but there is 1.");
	}

	/**
	 * Wait for collections that begin after this: for whoever is still waiting.
	 */
	private static void awaitCollections() {
		for (int i = 0; i < 3; i++) {
			WeakReference<Object> later = new WeakReference<>(new Object());
			while (!later.refersTo(null)) {
				Thread.onSpinWait();
			}
		}
	}

	private static final class Deletion implements Runnable {

		@Override
		public void run() {
			// Deletes nothing.
		}

	}

}
