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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Deletes a file, or a directory with all that is in it. What is gone counts as deleted;
 * a link is deleted and never followed; where one entry cannot be deleted the others are.
 */
final class Deletion {

	private Deletion() {
	}

	/**
	 * Delete what is there. An interrupt that comes meanwhile stops the deletion of a
	 * tree. One that came before means something else, and stays.
	 * @throws IOException if something is left, naming it
	 */
	static void delete(Path path) throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			deleteUnlessInterrupted(path);
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * The same, where any interrupt stops the deletion of a tree.
	 */
	static void deleteUnlessInterrupted(Path path) throws IOException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
					LinkOption.NOFOLLOW_LINKS);
			if (isTree(attributes)) {
				deleteTree(path, attributes);
			}
			else {
				Files.deleteIfExists(path);
			}
		}
		catch (NoSuchFileException ex) {
			// Gone already.
		}
	}

	/**
	 * Whether something has entries of its own. Not a junction of Windows, which is both
	 * a directory and something else: a link by another name.
	 */
	static boolean isTree(BasicFileAttributes attributes) {
		return attributes.isDirectory() && !attributes.isOther();
	}

	private static void deleteTree(Path tree, BasicFileAttributes attributes) throws IOException {
		Failures failures = new Failures();
		Permissions
			.makeUsable(Files.getFileAttributeView(tree, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
		if (!isDeletedSecurely(tree, attributes, failures)) {
			new PlainTree(tree, failures).delete();
		}
		failures.throwIfAny("Not all of " + tree + " could be deleted");
	}

	private static boolean isDeletedSecurely(Path tree, BasicFileAttributes attributes, Failures failures)
			throws IOException {
		try (DirectoryStream<Path> stream = Files.newDirectoryStream(tree)) {
			if (stream instanceof SecureDirectoryStream<Path> secure) {
				new SecureTree(tree, attributes, failures).delete(secure);
				return true;
			}
			return false;
		}
	}

	/**
	 * Return a path of the same file that is an object of its own, so that even a path
	 * can be the owner of what it names.
	 */
	static Path copyOf(Path path) {
		Path absolute = path.toAbsolutePath();
		Path name = absolute.getFileName();
		Path parent = absolute.getParent();
		if (path.toString().isEmpty() || name == null || parent == null || name.toString().matches("\\.\\.?")) {
			throw new IllegalArgumentException("'" + path + "' names no file or directory to delete");
		}
		return parent.resolve(name);
	}

}
