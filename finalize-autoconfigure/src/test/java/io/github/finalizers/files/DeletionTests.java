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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Deletion}, {@link SecureTree} and {@link PlainTree}.
 */
class DeletionTests {

	@TempDir
	private Path directory;

	private final ExecutorService others = Executors.newCachedThreadPool();

	@AfterEach
	void endOthers() {
		this.others.shutdownNow();
	}

	@Test
	@DisplayName("Links in a tree are deleted, and what they lead to survives")
	void linksInTreeShouldNotBeFollowed() throws Exception {
		Path target = Scratch.tree(this.directory.resolve("target"));
		List<Path> before = Scratch.below(target);
		Path tree = Scratch.tree(this.directory.resolve("tree"));
		Files.createSymbolicLink(tree.resolve("to-directory"), target);
		Files.createSymbolicLink(tree.resolve("a").resolve("to-file"), target.resolve("top"));
		Files.createSymbolicLink(tree.resolve("to-nothing"), target.resolve("nothing"));
		Files.createSymbolicLink(tree.resolve("up"), Path.of(".."));
		Deletion.delete(tree);
		assertThat(tree).doesNotExist();
		assertThat(Scratch.below(target)).isEqualTo(before).hasSize(4);
	}

	@Test
	@DisplayName("Of a link the link is deleted")
	void linkShouldBeDeletedItself() throws Exception {
		Path target = Scratch.tree(this.directory.resolve("target"));
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), target);
		Deletion.delete(link);
		assertThat(Scratch.exists(link)).isFalse();
		assertThat(Scratch.below(target)).hasSize(4);
	}

	@Test
	@DisplayName("A link that takes the place of the tree, just as it is opened, is not followed")
	void linkInPlaceOfTreeShouldNotBeFollowed() throws Exception {
		Path target = Scratch.tree(this.directory.resolve("target"));
		Path tree = Scratch.tree(this.directory.resolve("tree"));
		BasicFileAttributes seen = Files.readAttributes(tree, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		Files.move(tree, this.directory.resolve("moved"));
		Files.createSymbolicLink(tree, target);
		SecureTree deletion = new SecureTree(tree, seen, new Failures());
		assertThatExceptionOfType(NotDirectoryException.class)
			.isThrownBy(() -> deletion.delete((SecureDirectoryStream<Path>) Files.newDirectoryStream(tree)));
		assertThat(Scratch.below(target)).hasSize(4);
	}

	@Test
	@DisplayName("What is gone counts as deleted")
	void deleteWhenGoneShouldSucceed() throws Exception {
		Deletion.delete(this.directory.resolve("gone"));
		Deletion.delete(this.directory.resolve("gone").resolve("and").resolve("gone"));
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	@DisplayName("Two that delete the same tree at once do not disturb each other")
	void deleteWhenAnotherDeletesShouldSucceed() throws Exception {
		for (int round = 0; round < 10; round++) {
			Path tree = this.directory.resolve("tree" + round);
			for (int i = 0; i < 10; i++) {
				Scratch.tree(tree.resolve("inner" + i));
			}
			Future<?> other = this.others.submit(() -> {
				Deletion.delete(tree);
				return null;
			});
			Deletion.delete(tree);
			other.get();
			assertThat(tree).doesNotExist();
		}
	}

	@Test
	@DisplayName("A tree to which somebody adds meanwhile is deleted, or what is left is named, and deleted the next time")
	void deleteWhenSomebodyAddsShouldDeleteOrTell() throws Exception {
		Path tree = Files.createDirectory(this.directory.resolve("tree"));
		Future<?> adding = this.others.submit(() -> {
			for (int i = 0; i < 500; i++) {
				addUnlessDeleted(tree.resolve("inner" + i % 10).resolve("inner" + i));
			}
			return null;
		});
		while (!adding.isDone()) {
			try {
				Deletion.delete(tree);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageStartingWith("Not all of " + tree + " could be deleted: " + tree);
			}
		}
		adding.get();
		Deletion.delete(tree);
		assertThat(tree).doesNotExist();
	}

	@Test
	@DisplayName("A tree may be deeper than a path can be long")
	void deleteWhenTreeIsVeryDeepShouldSucceed() throws Exception {
		Path tree = deepTree(this.directory, 3);
		Deletion.delete(tree);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	@DisplayName("Ten thousand files are deleted, in seconds at most")
	void deleteWhenThereAreTenThousandFilesShouldBeQuick() throws Exception {
		Path tree = this.directory.resolve("tree");
		for (int i = 0; i < 100; i++) {
			Path inner = Files.createDirectories(tree.resolve("inner" + i));
			for (int j = 0; j < 100; j++) {
				Files.createFile(inner.resolve("file" + j));
			}
		}
		long begin = System.nanoTime();
		Deletion.delete(tree);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
		assertThat(tree).doesNotExist();
	}

	@Test
	@DisplayName("C34 an interrupt stops the deletion of a tree, which names what is left")
	void deleteWhenInterruptedShouldStop() throws Exception {
		Path tree = Scratch.tree(this.directory.resolve("tree"));
		Thread.currentThread().interrupt();
		try {
			assertThatIOException().isThrownBy(() -> Deletion.deleteUnlessInterrupted(tree))
				.withMessage("Not all of " + tree + " could be deleted: " + tree)
				.havingCause()
				.withMessageContaining("Interrupted");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(Scratch.below(tree)).hasSize(4);
	}

	@Test
	@DisplayName("Where the JDK has no secure way, a tree is deleted by its paths")
	void deleteInAnotherFileSystemShouldSucceed() throws Exception {
		try (FileSystem archive = FileSystems.newFileSystem(this.directory.resolve("archive.zip"),
				Map.of("create", "true"))) {
			Path tree = Scratch.tree(archive.getPath("/tree"));
			assertThat(Scratch.below(tree)).hasSize(4);
			Deletion.delete(tree);
			assertThat(Scratch.exists(tree)).isFalse();
		}
	}

	@Test
	@DisplayName("The plain way, too, deletes links and does not follow them, and stops at an interrupt")
	void plainTreeShouldNotFollowLinks() throws Exception {
		Path target = Scratch.tree(this.directory.resolve("target"));
		Path tree = Scratch.tree(this.directory.resolve("tree"));
		Files.createSymbolicLink(tree.resolve("link"), target);
		Thread.currentThread().interrupt();
		Failures failures = new Failures();
		new PlainTree(tree, failures).delete();
		assertThat(Thread.interrupted()).isTrue();
		assertThatIOException().isThrownBy(() -> failures.throwIfAny("left")).withMessageStartingWith("left: " + tree);
		assertThat(Scratch.below(tree)).hasSize(5);
		new PlainTree(tree, failures).delete();
		assertThat(tree).doesNotExist();
		assertThat(Scratch.below(target)).hasSize(4);
	}

	private static void addUnlessDeleted(Path directory) throws IOException {
		try {
			Files.createDirectories(directory);
		}
		catch (NoSuchFileException | FileAlreadyExistsException ex) {
			// One above it was deleted meanwhile.
		}
	}

	/**
	 * Make a tree of a thousand levels, several times, one in the other.
	 */
	static Path deepTree(Path directory, int thousands) throws IOException {
		Path tree = null;
		for (int i = 0; i < thousands; i++) {
			Path top = directory.resolve("top" + i);
			Path bottom = Files.createDirectories(top.resolve("d/".repeat(1000)));
			Files.createFile(bottom.resolve("file"));
			if (tree != null) {
				Files.move(tree, bottom.resolve(tree.getFileName()));
			}
			tree = top;
		}
		return tree;
	}

}
