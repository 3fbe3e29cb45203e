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
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * What tests make and look at in directories of their own.
 */
final class Scratch {

	private Scratch() {
	}

	/**
	 * Make a tree with files two directories deep.
	 * @param tree where, does not exist yet
	 * @return the tree
	 */
	static Path tree(Path tree) throws IOException {
		Path inner = Files.createDirectories(tree.resolve("a").resolve("b"));
		Files.writeString(inner.resolve("deep"), "deep");
		Files.writeString(tree.resolve("top"), "top");
		return tree;
	}

	/**
	 * Return everything below a directory, as one sees it, links unfollowed.
	 */
	static List<Path> below(Path directory) {
		try (Stream<Path> all = Files.walk(directory, new FileVisitOption[0])) {
			return all.filter((path) -> !path.equals(directory)).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the directory of the user in a directory of the test.
	 */
	static Path home(Path parent) {
		return parent.resolve("finalize-" + System.getProperty("user.name"));
	}

	/**
	 * Make what a process leaves that was killed.
	 * @param name its number, when it was started, and a number, with dashes
	 */
	static Path leftBehind(Path parent, String name) throws IOException {
		Files.createDirectories(home(parent), Permissions.ofOwnerAlone(parent));
		Path directory = tree(home(parent).resolve(name));
		Files.createFile(directory.resolve("lock"));
		return directory;
	}

	/**
	 * Make a path that cannot be deleted, whoever tries: on the way to it is a link that
	 * leads to itself.
	 * @return the path
	 */
	static Path undeletable(Path directory) throws IOException {
		Path loop = directory.resolve("loop");
		Files.createSymbolicLink(loop, loop);
		return loop.resolve("file");
	}

	/**
	 * Make of an undeletable path a file like any other.
	 */
	static void mend(Path undeletable) throws IOException {
		Files.delete(undeletable.getParent());
		Files.createDirectory(undeletable.getParent());
		Files.createFile(undeletable);
	}

	static boolean exists(Path path) {
		return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Wait until what dead processes left has been looked through.
	 */
	static void awaitRecovery() {
		await("recovery").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> !isRecovering());
	}

	static boolean isRecovering() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("finalizers-recovery"));
	}

}
