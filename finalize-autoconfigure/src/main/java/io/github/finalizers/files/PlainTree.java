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
import java.io.InterruptedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;

import org.jspecify.annotations.Nullable;

/**
 * Deletes a tree by the paths in it, where the JDK has nothing better (Windows, macOS,
 * archives). There, others who may write to the tree could put a link in the way.
 */
final class PlainTree extends SimpleFileVisitor<Path> {

	private static final int PASSES = 3;

	private final Path tree;

	private final Failures failures;

	private @Nullable IOException changed;

	private boolean failed;

	PlainTree(Path tree, Failures failures) {
		this.tree = tree;
		this.failures = failures;
	}

	/**
	 * Delete it, and what comes in meanwhile, within reason.
	 */
	void delete() throws IOException {
		for (int pass = 1; pass == 1 || (this.changed != null && !this.failed); pass++) {
			if (pass > PASSES && this.changed != null) {
				fail(this.tree, this.changed);
				return;
			}
			this.changed = null;
			Files.walkFileTree(this.tree, this);
		}
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
		if (!Deletion.isTree(attributes)) {
			visitFile(directory, attributes);
			return FileVisitResult.SKIP_SUBTREE;
		}
		Permissions
			.makeUsable(Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
		if (Thread.currentThread().isInterrupted()) {
			fail(file, new InterruptedIOException("Interrupted before it was deleted"));
			return FileVisitResult.TERMINATE;
		}
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			fail(file, ex);
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path file, IOException exception) {
		if (!(exception instanceof NoSuchFileException)) {
			fail(file, exception);
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException exception) {
		try {
			Files.deleteIfExists(directory);
		}
		catch (DirectoryNotEmptyException ex) {
			this.changed = ex;
		}
		catch (IOException ex) {
			fail(directory, ex);
		}
		return FileVisitResult.CONTINUE;
	}

	private void fail(Path path, IOException cause) {
		this.failed = true;
		this.failures.add(path, cause);
	}

}
