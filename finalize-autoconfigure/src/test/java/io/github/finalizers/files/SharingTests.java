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

package io.github.finalizers.files;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessDirectory}: who shares it, and when it is removed.
 */
class SharingTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	@Test
	@DisplayName("C39 two contexts share the directory of the process, and the last removes it")
	void directoryShouldBeSharedAndRemovedByTheLast() throws Exception {
		ManagedRegistry first = this.registries.open();
		ManagedRegistry second = this.registries.open();
		TemporaryFile ofFirst = new TemporaryFiles(first, this.parent).createFile(this, "a", "b");
		TemporaryFile ofSecond = new TemporaryFiles(second, this.parent).createFile(this, "a", "b");
		Path directory = ofFirst.path().getParent();
		assertThat(ofSecond.path()).hasParent(directory);
		first.close();
		assertThat(ofFirst.path()).doesNotExist();
		assertThat(ofSecond.path()).exists();
		assertThat(directory.resolve("lock")).exists();
		second.close();
		assertThat(directory).doesNotExist();
	}

	@Test
	@DisplayName("A directory in which something is left stays locked, for the next context or the next start")
	void directoryWhenSomethingIsLeftShouldStay() throws Exception {
		ManagedRegistry first = this.registries.open();
		TemporaryFile kept = new TemporaryFiles(first, this.parent).createFile(this, "a", "b");
		kept.finalizer().detach();
		first.close();
		assertThat(kept.path()).exists();
		ManagedRegistry second = this.registries.open();
		TemporaryFile next = new TemporaryFiles(second, this.parent).createFile(this, "a", "b");
		assertThat(next.path()).hasParent(kept.path().getParent());
		Files.delete(kept.path());
		second.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("C41 two copies of the classes leave each other's files alone, and their loaders can go")
	void directoryOfAnotherLoaderShouldBeLeftAlone() throws Exception {
		List<WeakReference<ClassLoader>> loaders = useTwoCopies();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
		Collector.collectUntil(() -> loaders.stream().allMatch((loader) -> loader.refersTo(null)));
	}

	private List<WeakReference<ClassLoader>> useTwoCopies() throws Exception {
		try (Copy first = new Copy(this.parent); Copy second = new Copy(this.parent)) {
			Scratch.awaitRecovery();
			assertThat(first.file).exists();
			assertThat(second.file).exists();
			assertThat(first.file.getParent()).isNotEqualTo(second.file.getParent());
			first.registry.close();
			assertThat(first.file.getParent()).doesNotExist();
			assertThat(second.file).exists();
			return List.of(new WeakReference<>(first.loader), new WeakReference<>(second.loader));
		}
	}

	/**
	 * A registry with a temporary file, of classes of their own.
	 */
	private static final class Copy implements AutoCloseable {

		private final URLClassLoader loader;

		private final AutoCloseable registry;

		private final Path file;

		Copy(Path parent) throws Exception {
			URL classes = FinalizerRegistry.class.getProtectionDomain().getCodeSource().getLocation();
			this.loader = new URLClassLoader(new URL[] { classes }, ClassLoader.getPlatformClassLoader());
			Class<?> builder = this.loader.loadClass(FinalizerRegistryBuilder.class.getName());
			Object built = builder.getMethod("build").invoke(builder.getMethod("create").invoke(null));
			this.registry = (AutoCloseable) built;
			Class<?> files = this.loader.loadClass(TemporaryFiles.class.getName());
			assertThat(files).isNotSameAs(TemporaryFiles.class);
			Object made = files.getConstructor(this.loader.loadClass(FinalizerRegistry.class.getName()), Path.class)
				.newInstance(built, parent);
			Object file = files.getMethod("createFile", Object.class, String.class, String.class)
				.invoke(made, Copy.class, "a", "b");
			this.file = (Path) file.getClass().getMethod("path").invoke(file);
		}

		@Override
		public void close() {
			try {
				this.registry.close();
				this.loader.close();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
