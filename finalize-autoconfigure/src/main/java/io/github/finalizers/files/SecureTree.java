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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Deletes a tree from directory to directory, each opened in the one above: nobody can
 * put a link in the way, and no path is ever too long. What lies deeper than
 * {@value #DEPTH} directories is moved up to the top first, so that it takes neither
 * recursion nor more than a few open files, however deep the tree.
 */
final class SecureTree {

	private static final int DEPTH = 32;

	private static final int PASSES = 3;

	private final Path tree;

	private final BasicFileAttributes expected;

	private final Failures failures;

	private final Deque<Folder> open = new ArrayDeque<>();

	/**
	 * Create a deletion.
	 * @param expected what the tree was when it was last looked at
	 */
	SecureTree(Path tree, BasicFileAttributes expected, Failures failures) {
		this.tree = tree;
		this.expected = expected;
		this.failures = failures;
	}

	/**
	 * Delete it.
	 * @param top the tree, opened by its path; closed by this
	 */
	void delete(SecureDirectoryStream<Path> top) throws IOException {
		try {
			this.open.push(new Folder(null, this.tree, top));
			// Opening by a path has followed a link, if there is one by now.
			BasicFileAttributes found = top.getFileAttributeView(BasicFileAttributeView.class).readAttributes();
			if (!Objects.equals(found.fileKey(), this.expected.fileKey())) {
				throw new NotDirectoryException(this.tree.toString());
			}
			while (!this.open.isEmpty() && !isInterrupted()) {
				step(this.open.getFirst());
			}
		}
		finally {
			for (Folder folder : this.open) {
				folder.stream.close();
			}
		}
	}

	private boolean isInterrupted() {
		boolean interrupted = Thread.currentThread().isInterrupted();
		if (interrupted) {
			this.failures.add(this.open.getFirst().path,
					new InterruptedIOException("Interrupted before it was deleted"));
		}
		return interrupted;
	}

	private void step(Folder folder) throws IOException {
		Path name = folder.next();
		if (name == null) {
			leave(folder);
			return;
		}
		try {
			BasicFileAttributes attributes = folder.stream
				.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.readAttributes();
			if (attributes.isDirectory()) {
				enter(folder, name);
			}
			else {
				folder.stream.deleteFile(name);
			}
		}
		catch (NoSuchFileException ex) {
			// Gone already.
		}
		catch (IOException ex) {
			this.failures.add(folder.path.resolve(name), ex);
			folder.failed = true;
		}
	}

	private void enter(Folder folder, Path name) throws IOException {
		Permissions.makeUsable(
				folder.stream.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
		if (this.open.size() < DEPTH) {
			SecureDirectoryStream<Path> stream = folder.stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
			this.open.push(new Folder(folder, folder.path.resolve(name), stream));
			return;
		}
		Folder top = this.open.getLast();
		folder.stream.move(name, top.stream, name.resolveSibling(UUID.randomUUID().toString()));
		top.moved = true;
	}

	/**
	 * Remove what should be empty by now. If it is not, somebody adds to it, or something
	 * was moved to the top: look into it again.
	 */
	private void leave(Folder folder) throws IOException {
		try {
			if (folder.moved || (!folder.failed && !folder.isRemoved())) {
				folder.lookAgain();
				return;
			}
		}
		catch (NoSuchFileException ex) {
			// Gone already.
		}
		catch (IOException ex) {
			this.failures.add(folder.path, ex);
			folder.failed = true;
		}
		this.open.pop();
		folder.stream.close();
		if (folder.failed && folder.parent != null) {
			folder.parent.failed = true;
		}
	}

	/**
	 * A directory on the way to what is being deleted.
	 */
	private static final class Folder {

		private final @Nullable Folder parent;

		private final Path path;

		private SecureDirectoryStream<Path> stream;

		private Iterator<Path> entries;

		private int passes = 1;

		private boolean moved;

		private boolean failed;

		Folder(@Nullable Folder parent, Path path, SecureDirectoryStream<Path> stream) {
			this.parent = parent;
			this.path = path;
			this.stream = stream;
			this.entries = stream.iterator();
		}

		@Nullable Path next() throws IOException {
			try {
				return this.entries.hasNext() ? this.entries.next().getFileName() : null;
			}
			catch (DirectoryIteratorException ex) {
				throw ex.getCause();
			}
		}

		boolean isRemoved() throws IOException {
			try {
				if (this.parent != null) {
					this.parent.stream.deleteDirectory(this.path.getFileName());
				}
				else {
					Files.delete(this.path);
				}
				return true;
			}
			catch (DirectoryNotEmptyException ex) {
				if (this.passes == PASSES) {
					throw ex;
				}
				this.passes++;
				return false;
			}
		}

		/**
		 * A stream can be read once only.
		 */
		void lookAgain() throws IOException {
			SecureDirectoryStream<Path> again = this.stream.newDirectoryStream(this.path.getFileSystem().getPath("."),
					LinkOption.NOFOLLOW_LINKS);
			this.stream.close();
			this.stream = again;
			this.entries = again.iterator();
			this.moved = false;
		}

	}

}
