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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link TemporaryFiles} on a disk that is full: a small one in memory, which
 * takes the right to mount it.
 */
class FullDiskTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path disk;

	private final Reports reports = new Reports();

	private final ManagedRegistry registry = this.registries.open((builder) -> builder.listener(this.reports));

	@BeforeEach
	void mount() throws Exception {
		boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64k,nr_inodes=12", "tmpfs", this.disk.toString());
		Assumptions.assumeTrue(mounted, "nothing can be mounted here");
	}

	@AfterEach
	void unmount() throws Exception {
		this.registry.close();
		run("umount", this.disk.toString());
	}

	@Test
	@DisplayName("What was written until the disk was full is deleted, at the call and at close")
	void fileWhenDiskIsFullShouldBeDeleted() throws Exception {
		TemporaryFiles files = new TemporaryFiles(this.registry, this.disk);
		TemporaryFile first = files.createFile(this, "a", "b");
		assertThatIOException().isThrownBy(() -> Files.write(first.path(), new byte[1_000_000]))
			.withMessageContaining("No space left");
		first.close();
		TemporaryFile second = files.createFile(this, "a", "b");
		Files.write(second.path(), new byte[32_000]);
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.disk))).isEmpty();
		assertThat(this.reports.all()).isEmpty();
	}

	@Test
	@DisplayName("A file that cannot be created leaves nothing behind, and once there is room all goes on")
	void createWhenDiskIsFullShouldLeaveNothing() throws Exception {
		TemporaryFiles files = new TemporaryFiles(this.registry.named("files"), this.disk);
		List<TemporaryFile> created = new ArrayList<>();
		assertThatIOException().isThrownBy(() -> {
			for (int i = 0; i < 100; i++) {
				created.add(files.createFile(this, "a", "b"));
			}
		}).withMessageContaining("No space left");
		assertThat(created).isNotEmpty();
		assertThat(this.registry.named("files").liveCount()).isEqualTo(created.size());
		created.remove(0).close();
		created.add(files.createFile(this, "a", "b"));
		this.registry.close();
		assertThat(Scratch.below(Scratch.home(this.disk))).isEmpty();
	}

	@Test
	@DisplayName("If not even the directory of the process can be made, nothing stays")
	void firstUseWhenDiskIsFullShouldLeaveNothing() throws Exception {
		TemporaryFiles files = new TemporaryFiles(this.registry.named("files"), this.disk);
		List<Path> filler = new ArrayList<>();
		assertThatIOException().isThrownBy(() -> {
			for (int i = 0; i < 100; i++) {
				filler.add(Files.createFile(this.disk.resolve("filler" + i)));
			}
		});
		for (int room = 0; room < 3; room++) {
			assertThatIOException().isThrownBy(() -> files.createFile(this, "a", "b"))
				.withMessageContaining("No space left");
			assertThat(Scratch.below(this.disk)).noneMatch((path) -> path.endsWith("lock"));
			Files.delete(filler.remove(0));
		}
		assertThat(this.registry.named("files").liveCount()).isZero();
		Files.delete(filler.remove(0));
		assertThat(files.createFile(this, "a", "b").path()).exists();
	}

	private static boolean run(String... command) throws InterruptedException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
