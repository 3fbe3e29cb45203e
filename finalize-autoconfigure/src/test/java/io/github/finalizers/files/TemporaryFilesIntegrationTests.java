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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.ForkedJvm;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TemporaryFiles} in real processes.
 */
class TemporaryFilesIntegrationTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	@Test
	@DisplayName("After a kill -9 the next start deletes what is left; what belongs to those that live is not touched")
	void startAfterKillShouldDeleteWhatIsLeft() throws Exception {
		ManagedRegistry registry = this.registries.open();
		TemporaryFile ofThisProcess = new TemporaryFiles(registry, this.parent).createFile(this, "a", "b");
		List<Path> held = new ArrayList<>();
		ForkedJvm killed = run((line) -> {
			if (line.startsWith("HOLDS ")) {
				held.add(Path.of(line.substring("HOLDS ".length())));
			}
			if (line.startsWith("READY ")) {
				runToEnd("start");
				assertThat(Scratch.below(held.get(0))).as("while it lives").hasSize(4);
				ProcessHandle.of(Long.parseLong(line.substring("READY ".length()))).orElseThrow().destroyForcibly();
			}
		}, "hold");
		assertThat(killed.exitCode()).as("killed").isEqualTo(128 + 9);
		assertThat(Scratch.below(held.get(0))).as("left over").hasSize(4);
		runToEnd("start");
		assertThat(ofThisProcess.path()).exists();
		registry.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("Processes that start and end at the same time take nothing from each other, and leave nothing")
	void startsAtTheSameTimeShouldNotDisturbEachOther() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(3);
		try {
			List<Future<ForkedJvm>> processes = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				processes.add(executor.submit(() -> run((line) -> {
				}, "cycle", "100")));
			}
			for (Future<ForkedJvm> process : processes) {
				assertThat(process.get().lines()).contains("LOST 0");
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	@Test
	@DisplayName("Without privileges and with few open files: read-only directories, and a tree deeper than any path")
	void treeWhenReadOnlyAndDeepShouldBeDeleted() throws Exception {
		Path tree = Scratch.tree(this.parent.resolve("tree"));
		DeletionTests.deepTree(tree.resolve("a"), 3);
		for (Path directory : List.of(tree.resolve("a").resolve("b"), tree.resolve("a"), tree)) {
			Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
		}
		assertThat(runWithoutPrivileges("delete", tree.toString())).containsExactly("DELETED");
		assertThat(tree).doesNotExist();
	}

	@Test
	@DisplayName("What may not be deleted is named, to the caller and at close, and the rest is deleted")
	void treeWhenPartOfItIsForeignShouldBeReported() throws Exception {
		Path tree = Scratch.tree(this.parent.resolve("tree"));
		Path foreign = tree.resolve("a").resolve("b");
		UserDirectoryTests.giveAway(foreign);
		String message = "Not all of " + tree + " could be deleted: " + foreign.resolve("deep");
		assertThat(runWithoutPrivileges("delete", tree.toString())).hasSize(2)
			.contains("FAILED " + message)
			.anyMatch((line) -> line.startsWith("REPORTED ") && line.endsWith(": " + tree));
		assertThat(tree.resolve("top")).doesNotExist();
		assertThat(foreign.resolve("deep")).exists();
	}

	@Test
	@DisplayName("What of a dead process may not be deleted is told at close, by path, and the rest is deleted")
	void leftoverWhenPartOfItIsForeignShouldBeReported() throws Exception {
		Path left = Scratch.leftBehind(this.parent, "1-1600000000000-1");
		UserDirectoryTests.giveAway(left.resolve("a").resolve("b"));
		Path other = Scratch.leftBehind(this.parent, "1-1600000000000-2");
		assertThat(runWithoutPrivileges("start")).hasSize(2)
			.contains("ENDED")
			.anyMatch((line) -> line.startsWith("REPORTED ") && line.endsWith(": " + left));
		assertThat(other).doesNotExist();
		assertThat(left.resolve("top")).doesNotExist();
		assertThat(left.resolve("lock")).as("for the next to try").exists();
	}

	private void runToEnd(String... arguments) {
		try {
			assertThat(run((line) -> {
			}, arguments).lines()).contains("ENDED");
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ForkedJvm run(Consumer<String> progress, String... arguments) throws IOException, InterruptedException {
		return ForkedJvm.run(FilesProcess.class, List.of("-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + this.parent),
				Duration.ofMinutes(1), progress, arguments);
	}

	/**
	 * Run a process that has to obey permissions, as root too, if that can be arranged.
	 */
	private List<String> runWithoutPrivileges(String... arguments) throws Exception {
		boolean root = System.getProperty("user.name").equals("root");
		Assumptions.assumeTrue(!root || Files.isExecutable(Path.of("/usr/bin/setpriv")), "root needs setpriv");
		List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -n 256 && exec \"$@\"", "sh"));
		if (root) {
			command.addAll(List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"));
		}
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:-MaxFDLimit", "-Djava.io.tmpdir=" + this.parent, "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				FilesProcess.class.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			return output.lines()
				.filter((line) -> line.matches("(DELETED|ENDED|FAILED|REPORTED|Exception).*"))
				.toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
