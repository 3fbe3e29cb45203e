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

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TemporaryFiles}: when a file is created and when it is deleted.
 */
class TemporaryFilesTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	private final Object owner = new Object();

	private final ManagedRegistry registry = this.registries.open();

	@Test
	@DisplayName("A file is for its user alone, and is gone when it is closed, once and for all")
	void closeShouldDeleteTheFile() throws Exception {
		TemporaryFile file = files().createFile(this.owner, "upload-", ".jpg");
		assertThat(file.path()).isRegularFile().isAbsolute().startsWith(Scratch.home(this.parent));
		assertThat(file.path().getFileName().toString()).startsWith("upload-").endsWith(".jpg");
		assertThat(permissions(file.path())).isEqualTo("rw-------");
		assertThat(permissions(file.path().getParent())).isEqualTo("rwx------");
		assertThat(permissions(Scratch.home(this.parent))).isEqualTo("rwx------");
		file.close();
		assertThat(file.path()).doesNotExist();
		Files.createFile(file.path());
		file.close();
		assertThat(file.path()).as("another file of that name").exists();
	}

	@Test
	@DisplayName("C21 a file is deleted when its owner is collected, though its handle is kept")
	void fileWhenOwnerIsCollectedShouldBeDeleted() throws Exception {
		TemporaryFile file = files().createFile(new Object(), "", "");
		Collector.collectUntil(() -> !Scratch.exists(file.path()));
		assertThat(file.finalizer().isAlive()).isFalse();
	}

	@Test
	@DisplayName("C28 at close all are deleted, and the directory of the process with them")
	void closeOfRegistryShouldLeaveNothing() throws Exception {
		TemporaryFiles files = files();
		files.createFile(this.owner, "a", "b");
		Scratch.tree(files.createDirectory(this.owner, "tree").path().resolve("inner"));
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("A directory is deleted with all that is in it")
	void directoryWhenClosedShouldBeDeletedWhole() throws Exception {
		TemporaryFile directory = files().createDirectory(this.owner, "tree-");
		assertThat(permissions(directory.path())).isEqualTo("rwx------");
		Scratch.tree(directory.path().resolve("inner"));
		directory.close();
		assertThat(directory.path()).doesNotExist();
	}

	@Test
	@DisplayName("Any file or tree is deleted with its owner, also one that is made later or is relative")
	void deleteWithShouldDeleteWhatIsThere() throws Exception {
		Path tree = this.parent.resolve("tree");
		Finalizer<Void> finalizer = files().deleteWith(this.owner, tree);
		Scratch.tree(tree);
		finalizer.call();
		assertThat(tree).doesNotExist();
		assertThat(files().deleteWith(this.owner, Path.of("relative")).peek().orElseThrow().state())
			.isEqualTo(Path.of("relative").toAbsolutePath());
		assertThat(Scratch.home(this.parent)).as("needed for files created here only").doesNotExist();
	}

	@Test
	@DisplayName("C42 even the path itself can be the owner")
	void deleteWithWhenOwnerIsThePathShouldDelete() throws Exception {
		Path path = Files.createFile(this.parent.resolve("own")).toAbsolutePath();
		Finalizer<Void> finalizer = files().deleteWith(path, path);
		Collector.collect(finalizer);
		await().until(() -> !Scratch.exists(path));
	}

	@Test
	void deleteWithWhenPathNamesNothingToDeleteShouldRefuse() {
		for (String path : List.of("", "/", ".", "..", "a/..")) {
			assertThatIllegalArgumentException().isThrownBy(() -> files().deleteWith(this.owner, Path.of(path)))
				.withMessageContaining("'" + path + "'");
		}
		assertThat(this.registry.named("files").liveCount()).isZero();
	}

	@Test
	@DisplayName("Nothing is made, no thread and no directory, before the first file")
	void constructorShouldTouchNothing() {
		files();
		assertThat(this.parent).isEmptyDirectory();
		assertThat(this.registry.liveCount()).isZero();
	}

	@Test
	@DisplayName("C35 after the close nothing is created, neither by one that was used nor by one that was not")
	void createWhenRegistryHasClosedShouldLeaveNothing() throws Exception {
		TemporaryFiles used = files();
		used.createFile(this.owner, "a", "b");
		this.registry.close();
		Files.delete(Scratch.home(this.parent));
		for (TemporaryFiles files : List.of(used, files())) {
			assertThatIllegalStateException().isThrownBy(() -> files.createFile(this.owner, "a", "b"));
			assertThatIllegalStateException().isThrownBy(() -> files.createDirectory(this.owner, "a"));
			assertThatIllegalStateException().isThrownBy(() -> files.deleteWith(this.owner, this.parent));
		}
		assertThat(this.parent).isEmptyDirectory();
	}

	@Test
	@DisplayName("C15 an owner that is refused leaves no file")
	void createWhenOwnerIsRefusedShouldLeaveNoFile() throws Exception {
		TemporaryFiles files = files();
		Path directory = files.createFile(this.owner, "a", "b").path().getParent();
		List<Path> before = Scratch.below(directory);
		assertThatIllegalArgumentException().isThrownBy(() -> files.createFile(42, "a", "b"));
		assertThatIllegalArgumentException().isThrownBy(() -> files.createDirectory(42, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> files.createFile(this.owner, "a/b", "c"));
		assertThat(Scratch.below(directory)).isEqualTo(before);
	}

	@Test
	@DisplayName("C40 what beans create after the sweep, while they are destroyed, is deleted too")
	void createAfterTheSweepShouldBeDeletedAtClose() throws Exception {
		TemporaryFiles files = files();
		TemporaryFile before = files.createFile(this.owner, "a", "b");
		this.registry.sweep();
		assertThat(before.path()).doesNotExist();
		TemporaryFile after = files.createFile(this.owner, "a", "b");
		assertThat(after.path()).exists();
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("C32 a file that is created just as the sweep runs lives on, in a directory that is removed at close")
	void createWhenSweepComesInBetweenShouldBeginAgain() throws Exception {
		TemporaryFile file = filesWhoseRegistrationsFollow(this.registry::sweep).createFile(this.owner, "a", "b");
		assertThat(file.path()).exists();
		assertThat(file.finalizer().isAlive()).isTrue();
		assertThat(Scratch.below(file.path().getParent())).hasSize(2);
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("C35 a file that is created just as the registry closes is deleted again, and its directory with it")
	void createWhenCloseComesInBetweenShouldLeaveNothing() {
		TemporaryFiles files = filesWhoseRegistrationsFollow(this.registry::close);
		assertThatIllegalStateException().isThrownBy(() -> files.createFile(this.owner, "a", "b"));
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("C35 a file that is still being deleted when the registry closes goes, and its directory with it")
	void closeWhenCallIsUnderWayShouldLeaveNothing() throws Exception {
		FinalizerRegistry named = this.registry.named("files");
		FinalizerRegistry slow = (FinalizerRegistry) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FinalizerRegistry.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("named")) {
						return method.invoke(named, arguments);
					}
					@SuppressWarnings("unchecked")
					FinalizerAction<Path> action = (FinalizerAction<Path>) arguments[2];
					return named.register(arguments[0], (Path) arguments[1], (FinalizerAction<Path>) (path) -> {
						this.registry.close();
						action.run(path);
					});
				});
		TemporaryFile file = new TemporaryFiles(slow, this.parent).createFile(new Object[0], "a", "b");
		file.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("C32 what deleteWith is given just as the sweep runs is tried again at close, too")
	void deleteWithWhenSweepComesInBetweenShouldBeTriedAgain() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		Finalizer<Void> finalizer = filesWhoseRegistrationsFollow(this.registry::sweep).deleteWith(this.owner, path);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(finalizer::call);
		Scratch.mend(path);
		this.registry.close();
		assertThat(path).doesNotExist();
	}

	@Test
	@DisplayName("C43 nothing here leads to the owner")
	void capturesShouldNotBeFound() throws Exception {
		List<String> log = new ArrayList<>();
		ManagedRegistry strict = this.registries.open(
				(builder) -> builder.captureCheck(CaptureCheck.FAIL).log((level, message, thrown) -> log.add(message)));
		TemporaryFiles files = new TemporaryFiles(strict, this.parent);
		for (Object owner : List.of(files, new ArrayList<>(List.of(this.parent)), this, this.parent)) {
			files.createFile(owner, "a", "b");
			files.createDirectory(owner, "a");
			files.deleteWith(owner, this.parent.resolve("file"));
		}
		assertThat(strict.liveCount()).isEqualTo(13);
		assertThat(log).isEmpty();
	}

	@Test
	@DisplayName("Files that must be called are leaks when they are not; what ends the use of the directory is none")
	void leaksShouldBeFilesAlone() throws Exception {
		ManagedRegistry strict = this.registries.open((builder) -> builder.mustBeCalled("files", true));
		TemporaryFiles files = new TemporaryFiles(strict.named("files"), this.parent);
		files.createFile(this.owner, "a", "b").close();
		files.createFile(this.owner, "a", "b");
		strict.close();
		assertThat(strict.statistics().leaks()).isOne();
		assertThat(strict.named("files").statistics().finished(FinalizerCause.CALLED)).isOne();
	}

	@Test
	@DisplayName("A thread that was interrupted before creates and deletes like any other, and stays interrupted")
	void createWhenThreadIsInterruptedShouldWork() throws Exception {
		TemporaryFile directory;
		boolean interrupted;
		Thread.currentThread().interrupt();
		try {
			directory = files().createDirectory(this.owner, "a");
			Scratch.tree(directory.path().resolve("tree"));
			directory.close();
		}
		finally {
			interrupted = Thread.interrupted();
		}
		assertThat(interrupted).isTrue();
		assertThat(directory.path()).doesNotExist();
	}

	@Test
	@DisplayName("If all is cleared away behind its back, it begins again in another directory")
	void createWhenDirectoryWasClearedAwayShouldMakeAnother() throws Exception {
		TemporaryFiles files = files();
		TemporaryFile lost = files.createFile(this.owner, "a", "b");
		Files.delete(lost.path().resolveSibling("lock"));
		TemporaryFile file = files.createFile(this.owner, "a", "b");
		assertThat(file.path().getParent()).isNotEqualTo(lost.path().getParent()).isNotEmptyDirectory();
		assertThat(file.path().resolveSibling("lock")).exists();
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	private TemporaryFiles filesWhoseRegistrationsFollow(Runnable event) {
		FinalizerRegistry named = this.registry.named("files");
		FinalizerRegistry late = (FinalizerRegistry) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { FinalizerRegistry.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("register")) {
						event.run();
					}
					try {
						return method.invoke(named, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
		return new TemporaryFiles(late, this.parent);
	}

	private TemporaryFiles files() {
		return new TemporaryFiles(this.registry.named("files"), this.parent);
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

}
