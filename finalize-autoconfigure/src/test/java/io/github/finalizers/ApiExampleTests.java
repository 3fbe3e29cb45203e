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
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every example in the javadoc of the public types, in a form that runs.
 */
class ApiExampleTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> notes = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("Finalizer: a closeable owner whose file goes when it is closed, and at close at the latest")
	void finalizerExample(@TempDir Path directory) throws IOException {
		ManagedRegistry registry = this.registries.open();
		Path closed = Files.createFile(directory.resolve("closed"));
		Path forgotten = Files.createFile(directory.resolve("forgotten"));
		try (Image image = new Image(registry, closed)) {
			assertThat(image.file).exists();
		}
		assertThat(closed).doesNotExist();
		Image image = this.registries.keep(new Image(registry, forgotten));
		assertThat(image.file).exists();
		registry.close();
		assertThat(forgotten).doesNotExist();
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@Test
	@DisplayName("Finalizer.Binding: move an action to a successor")
	void bindingExample() {
		ManagedRegistry registry = this.registries.open();
		Finalizer<Void> finalizer = registry.register(this.registries.referent(), "moved", this.notes::add);
		Object successor = this.registries.referent();
		finalizer.detach().ifPresent((binding) -> binding.registerTo(registry, successor));
		assertThat(finalizer.isAlive()).isFalse();
		registry.close();
		assertThat(this.notes).containsExactly("moved");
	}

	@Test
	@DisplayName("FinalizerAction: an unbound method as action")
	void finalizerActionExample(@TempDir Path directory) throws IOException {
		ManagedRegistry registry = this.registries.open();
		Path path = Files.createFile(directory.resolve("image"));
		Object image = this.registries.referent();
		registry.register(image, path, Files::deleteIfExists).clean();
		assertThat(path).doesNotExist();
	}

	@Test
	@DisplayName("FinalizerFunction: a result for the caller")
	void finalizerFunctionExample() throws Exception {
		ManagedRegistry registry = this.registries.open();
		Object journal = this.registries.referent();
		StringBuilder channel = new StringBuilder("seven");
		Finalizer<Long> flushed = registry.registerCallable(journal, channel, Journal::flushAndClose);
		Long bytes = flushed.call();
		assertThat(bytes).isEqualTo(5);
		assertThat(channel).isEmpty();
	}

	@Test
	@DisplayName("FinalizerCause and FinalizerStatistics: what was left to the collector, and whether anything is stuck")
	void finalizerStatisticsExample() {
		ManagedRegistry registry = this.registries.open((builder) -> builder.stallThreshold(Duration.ofMillis(100)));
		Thumbnails thumbnails = new Thumbnails(registry, this.notes);
		Collector.collect(thumbnails.load(this.registries.keep(new StringBuilder("forgotten"))));
		await().until(() -> this.notes.size() == 1);
		long leftToTheCollector = registry.statistics().finished(FinalizerCause.COLLECTED);
		assertThat(leftToTheCollector).isEqualTo(1);

		FinalizerStatistics statistics = registry.statistics();
		long forgotten = statistics.names().get("thumbnails").finished().get(FinalizerCause.COLLECTED);
		boolean stuck = !statistics.worker().stalled().isEmpty();
		assertThat(forgotten).isEqualTo(1);
		assertThat(stuck).isFalse();
	}

	@Test
	@DisplayName("FinalizerListing: a look at some that are live")
	void finalizerListingExample() {
		ManagedRegistry registry = this.registries.open();
		new Thumbnails(registry, this.notes).load(this.registries.keep(new StringBuilder("live")));
		for (FinalizerListing.Entry entry : registry.named("thumbnails").listing(10).entries()) {
			this.notes.add(entry.referentType() + ", live for " + entry.age());
		}
		assertThat(this.notes).singleElement().asString().startsWith("java.lang.StringBuilder, live for PT");
	}

	@Test
	@DisplayName("FinalizerRegistry: a component that keeps a view under its name")
	void finalizerRegistryExample() {
		ManagedRegistry registry = this.registries.open();
		Thumbnails thumbnails = new Thumbnails(registry, this.notes);
		thumbnails.load(this.registries.keep(new StringBuilder("first")));
		thumbnails.load(this.registries.keep(new StringBuilder("second")));
		assertThat(registry.named("thumbnails").liveCount()).isEqualTo(2);
		registry.close();
		assertThat(this.notes).containsExactly("freed second", "freed first");
	}

	@Test
	@DisplayName("FinalizerStack: what was pushed last is released first")
	void finalizerStackExample() {
		ManagedRegistry registry = this.registries.open();
		Object connection = this.registries.referent();
		List<String> socket = new ArrayList<>();
		FinalizerStack stack = registry.newStack(connection);
		stack.push(socket, (open) -> open.add("socket closed"));
		stack.push(socket, (open) -> open.add("buffer released")); // runs before the
																	// socket is closed
		registry.close();
		assertThat(socket).containsExactly("buffer released", "socket closed");
	}

	@Test
	@DisplayName("Cleaner: register stands where Cleaner.register stood")
	void cleanerExample() {
		ManagedRegistry registry = this.registries.open();
		Cleaner.Cleanable cleanable = registry.register(this.registries.referent(), () -> this.notes.add("cleaned"));
		cleanable.clean();
		cleanable.clean();
		assertThat(this.notes).containsExactly("cleaned");
	}

	static final class Image implements AutoCloseable {

		private final Path file;

		private final Finalizer<Void> finalizer;

		Image(FinalizerRegistry registry, Path file) {
			this.file = file;
			this.finalizer = registry.register(this, file, Files::deleteIfExists);
		}

		@Override
		public void close() throws UncheckedIOException {
			this.finalizer.clean(); // now; else when collected; else at close
		}

	}

	static final class Journal {

		private Journal() {
		}

		static long flushAndClose(StringBuilder channel) {
			long bytes = channel.length();
			channel.setLength(0);
			return bytes;
		}

	}

	static final class Thumbnails {

		private final FinalizerRegistry finalizers;

		private final List<String> memory;

		Thumbnails(FinalizerRegistry finalizers, List<String> memory) {
			this.finalizers = finalizers.named("thumbnails");
			this.memory = memory;
		}

		Finalizer<Void> load(StringBuilder image) {
			List<String> free = this.memory;
			return this.finalizers.register(image, "freed " + image, free::add);
		}

	}

}
