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

package io.github.finalizers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Gate;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The examples in the javadoc of what reports and builds, in a form that runs.
 */
class ReportExampleTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> notes = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("FinalizerListener: an alert for each failure that no caller hears of")
	void finalizerListenerExample() {
		List<String> alerts = this.notes;
		FinalizerListener failedFinalizers = new FinalizerListener() {

			@Override
			public void failed(String name, FinalizerCause cause, Throwable failure) {
				alerts.add("finalizer of " + name + ": " + failure.getMessage());
			}

		};
		ManagedRegistry registry = this.registries.open((builder) -> builder.listener(failedFinalizers));
		registry.named("images").register(this.registries.referent(), () -> {
			throw new IllegalStateException("disk full");
		});
		registry.close();
		assertThat(alerts).containsExactly("finalizer of images: disk full");
	}

	@Test
	@DisplayName("RunningAction: what is stuck, and where")
	void runningActionExample() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.stallThreshold(Duration.ofMillis(100)));
		Gate gate = this.registries.gate();
		Collector.collect(registry.named("slow").register(this.registries.referent(), gate));
		gate.awaitEntered();
		await().until(() -> !registry.statistics().worker().stalled().isEmpty());
		registry.statistics()
			.worker()
			.stalled()
			.forEach((action) -> this.notes.add(action.name() + " " + action.stack().get(0)));
		assertThat(this.notes).singleElement().asString().startsWith("slow ");
	}

	@Test
	@DisplayName("SweepResult: a note about an exit that was not clean")
	void sweepResultExample() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.listener(new FinalizerListener() {

			@Override
			public void sweepEnded(SweepResult result) {
				if (!result.clean()) {
					ReportExampleTests.this.notes.add("exit: " + result);
				}
			}

		}));
		registry.register(this.registries.referent(), this.notes::clear).setAtExit(false);
		registry.close();
		assertThat(this.notes).singleElement().asString().contains("abandoned=1");
	}

	@Test
	@DisplayName("FinalizerRegistryBuilder: a registry without Spring, with a log of one's own")
	void finalizerRegistryBuilderExample(@TempDir Path directory) throws IOException {
		Path path = Files.createFile(directory.resolve("image"));
		Object image = this.registries.referent();
		FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create();
		builder.log((level, message, thrown) -> this.notes.add(level + " " + message));
		try (ManagedRegistry registry = builder.exitTimeout(Duration.ofSeconds(5)).build()) {
			registry.register(image, path, Files::deleteIfExists);
			assertThat(path).exists();
		}
		assertThat(path).doesNotExist();
		assertThat(this.notes).singleElement().asString().startsWith("INFO ");
	}

}
