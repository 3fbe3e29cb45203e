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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recovery}: what of the directories beside its own is deleted.
 */
class RecoveryTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	private final Reports reports = new Reports();

	private final ManagedRegistry registry = this.registries.open((builder) -> builder.listener(this.reports));

	@Test
	@DisplayName("What dead processes left is deleted, links in it unfollowed")
	void directoryWhoseLockIsFreeShouldBeDeleted() throws Exception {
		Path target = Scratch.tree(this.parent.resolve("target"));
		Path left = Scratch.leftBehind(this.parent, "1-1600000000000-1");
		Files.createSymbolicLink(left.resolve("link"), target);
		Path other = Scratch.leftBehind(this.parent, "1-1600000000000-2");
		recover();
		assertThat(left).doesNotExist();
		assertThat(other).doesNotExist();
		assertThat(Scratch.below(target)).hasSize(4);
	}

	@Test
	@DisplayName("One that died before it could lock is deleted if it is empty, as nobody can tell otherwise")
	void directoryWithoutLockShouldBeDeletedIfEmpty() throws Exception {
		Path empty = Files.createDirectories(Scratch.home(this.parent).resolve("1-1600000000000-1"));
		Path full = Scratch.leftBehind(this.parent, "1-1600000000000-2");
		Files.delete(full.resolve("lock"));
		recover();
		assertThat(empty).doesNotExist();
		assertThat(Scratch.below(full)).hasSize(4);
	}

	@Test
	@DisplayName("A link put beside, or in place of a lock, leads nowhere")
	void linkBesideShouldBeLeftAlone() throws Exception {
		Path target = Scratch.leftBehind(this.parent.resolve("elsewhere"), "1-1600000000000-1");
		Path withLink = Scratch.leftBehind(this.parent, "1-1600000000000-2");
		Files.delete(withLink.resolve("lock"));
		Files.createSymbolicLink(withLink.resolve("lock"), target.resolve("lock"));
		Path link = Files.createSymbolicLink(Scratch.home(this.parent).resolve("1-1600000000000-3"), target);
		recover();
		assertThat(Scratch.below(target)).hasSize(5);
		assertThat(Scratch.below(withLink)).hasSize(5);
		assertThat(Scratch.exists(link)).isTrue();
	}

	@Test
	@DisplayName("What was not made here is left alone")
	void directoryOfAnotherNameShouldBeLeftAlone() throws Exception {
		Path named = Scratch.leftBehind(this.parent, "backup");
		Path ofThisProcess = Scratch.leftBehind(this.parent, ProcessDirectory.OWN_PREFIX + "1");
		recover();
		assertThat(Scratch.below(named)).hasSize(5);
		assertThat(Scratch.below(ofThisProcess)).hasSize(5);
	}

	@Test
	@DisplayName("A directory of another user is left alone")
	void directoryWhenForeignShouldBeLeftAlone() throws Exception {
		Path foreign = Scratch.leftBehind(this.parent, "1-1600000000000-1");
		UserDirectoryTests.giveAway(foreign);
		recover();
		assertThat(Scratch.below(foreign)).hasSize(5);
	}

	@Test
	@DisplayName("C35 a recovery that is at work at close ends there, and the next start goes on")
	void recoveryAtCloseShouldEnd() throws Exception {
		for (int i = 0; i < 200; i++) {
			Scratch.leftBehind(this.parent, "1-1600000000000-" + i);
		}
		new TemporaryFiles(this.registry, this.parent).createFile(this, "a", "b");
		this.registry.close();
		assertThat(Scratch.isRecovering()).isFalse();
		assertThat(this.reports.all()).isEmpty();
		ManagedRegistry next = this.registries.open();
		new TemporaryFiles(next, this.parent).createFile(this, "a", "b");
		Scratch.awaitRecovery();
		next.close();
		assertThat(Scratch.below(Scratch.home(this.parent))).isEmpty();
	}

	/**
	 * Start, recover and end.
	 */
	private void recover() throws IOException {
		Path witness = Scratch.leftBehind(this.parent, "2-1600000000000-1");
		new TemporaryFiles(this.registry, this.parent).createFile(this, "a", "b");
		Scratch.awaitRecovery();
		assertThat(witness).as("has recovered").doesNotExist();
		this.registry.close();
		assertThat(this.reports.all()).isEmpty();
	}

}
