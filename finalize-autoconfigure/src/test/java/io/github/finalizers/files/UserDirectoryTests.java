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
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UserDirectory}: a directory that somebody has put there to get at the
 * files is refused.
 */
class UserDirectoryTests {

	private static final String CURE = "; remove it, or give another directory";

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	@Test
	@DisplayName("A planted link is refused, though it leads to a directory of one's own")
	void linkShouldBeRefused() throws Exception {
		Path target = Files.createDirectory(this.parent.resolve("target"), Permissions.ofOwnerAlone(this.parent));
		Files.createSymbolicLink(Scratch.home(this.parent), target);
		assertThatRefused("it is a link or a file" + CURE);
		assertThat(target).isEmptyDirectory();
	}

	@Test
	void fileShouldBeRefused() throws Exception {
		Files.createFile(Scratch.home(this.parent));
		assertThatRefused("it is a link or a file" + CURE);
	}

	@Test
	@DisplayName("A directory that others may write to is refused")
	void directoryWhenOthersMayWriteShouldBeRefused() throws Exception {
		Path home = Files.createDirectory(Scratch.home(this.parent));
		for (String permissions : new String[] { "rwx----w-", "rwx-w----" }) {
			Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(permissions));
			assertThatRefused("others than its owner may write to it" + CURE);
		}
		assertThat(home).isEmptyDirectory();
		Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(create().path()).exists();
	}

	@Test
	@DisplayName("A directory of another user is refused, and nothing is created in it, not even for a moment")
	void directoryWhenForeignShouldBeRefused() throws Exception {
		Path home = Files.createDirectory(Scratch.home(this.parent), Permissions.ofOwnerAlone(this.parent));
		giveAway(home);
		FileTime longAgo = FileTime.fromMillis(1_600_000_000_000L);
		Files.setLastModifiedTime(home, longAgo);
		assertThatRefused("it belongs to " + Files.getOwner(home) + " and this process creates files as "
				+ Files.getOwner(this.parent) + CURE);
		assertThat(Files.getLastModifiedTime(home)).isEqualTo(longAgo);
		assertThat(this.parent).isDirectoryNotContaining((path) -> !path.equals(home));
	}

	@Test
	@DisplayName("The name of the user is made fit for a path")
	void nameOfUserShouldNotLeadElsewhere() {
		String user = System.getProperty("user.name");
		try {
			System.setProperty("user.name", "../ACME\\user ?");
			assertThat(UserDirectory.of(this.parent)).isEqualTo(this.parent.resolve("finalize-.._ACME_user__"));
		}
		finally {
			System.setProperty("user.name", user);
		}
	}

	@Test
	void parentWhenMissingShouldBeTold() {
		Path missing = this.parent.resolve("missing");
		assertThatExceptionOfType(FileSystemException.class)
			.isThrownBy(() -> new TemporaryFiles(this.registries.open(), missing).createFile(this, "a", "b"))
			.withMessage(missing + ": the directory for temporary files does not exist");
	}

	@Test
	@DisplayName("Where there are no permissions and no owners, as far as one can tell, a directory is trusted")
	void directoryWithoutPosixShouldBeTrusted() throws Exception {
		try (FileSystem archive = FileSystems.newFileSystem(this.parent.resolve("archive.zip"),
				Map.of("create", "true"))) {
			Path home = UserDirectory.of(archive.getPath("/"));
			UserDirectory.create(home);
			assertThat(Files.isDirectory(home)).isTrue();
			UserDirectory.create(home);
		}
	}

	/**
	 * Let a directory belong to somebody else, if that is permitted.
	 */
	static void giveAway(Path directory) throws IOException {
		boolean given = true;
		try {
			Files.setAttribute(directory, "unix:uid", 65534);
		}
		catch (FileSystemException ex) {
			given = false;
		}
		Assumptions.assumeTrue(given, "only root may give a directory away");
	}

	private TemporaryFile create() throws IOException {
		return new TemporaryFiles(this.registries.open(), this.parent).createFile(this, "a", "b");
	}

	private void assertThatRefused(String why) {
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(this::create)
			.withMessageStartingWith(Scratch.home(this.parent) + ": no temporary files are put there, because " + why);
	}

}
