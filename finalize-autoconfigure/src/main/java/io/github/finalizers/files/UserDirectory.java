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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;

import org.jspecify.annotations.Nullable;

/**
 * The directory {@code finalize-<user>}, with a directory in it for each process. It is
 * created for its owner alone. One that is there already may have been put there by
 * somebody else, to read or to replace what lies in it, and is not trusted before it has
 * been looked at.
 */
final class UserDirectory {

	private UserDirectory() {
	}

	/**
	 * Return where the directory of this user is, or would be. The name of the user is
	 * but a name here, made fit for a path: who owns the directory is looked at.
	 * @param parent what it is in
	 */
	static Path of(Path parent) {
		String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
		return parent.toAbsolutePath().resolve("finalize-" + user);
	}

	/**
	 * Create the directory, or see whether the one that is there may be used.
	 */
	static void create(Path directory) throws IOException {
		try {
			Files.createDirectory(directory, Permissions.ofOwnerAlone(directory));
		}
		catch (FileAlreadyExistsException ex) {
			check(directory);
		}
		catch (NoSuchFileException ex) {
			throw new FileSystemException(String.valueOf(directory.getParent()), null,
					"the directory for temporary files does not exist");
		}
	}

	/**
	 * Whose it is comes first: what belongs to this user cannot be replaced by another
	 * from then on. And nothing is created in it before, as it would be in the hands of
	 * whoever it belongs to.
	 */
	private static void check(Path directory) throws IOException {
		checkOwner(directory);
		BasicFileAttributes attributes = Files.readAttributes(directory, BasicFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		if (!Deletion.isTree(attributes)) {
			throw refusal(directory, "it is a link or a file");
		}
		if (Permissions.letOthersWrite(
				Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS))) {
			throw refusal(directory, "others than its owner may write to it");
		}
	}

	/**
	 * Refuse a directory that belongs to somebody else than what this process creates
	 * beside it. (What is asked for is who the file system says it is, which is not
	 * always who the system says.)
	 */
	private static void checkOwner(Path directory) throws IOException {
		if (owner(directory) == null) {
			return;
		}
		Path created = createBeside(directory);
		try {
			if (!isOfOneOwner(directory, created)) {
				throw refusal(directory,
						"it belongs to " + owner(directory) + " and this process creates files as " + owner(created));
			}
		}
		finally {
			Files.deleteIfExists(created);
		}
	}

	private static Path createBeside(Path directory) throws IOException {
		try {
			return Files.createTempFile(directory.getParent(), "finalize-", null);
		}
		catch (AccessDeniedException ex) {
			// Somebody who may create there has made it for this process beforehand.
			return Files.createTempFile(directory, "finalize-", null);
		}
	}

	/**
	 * Whether two belong to the same user, as far as the file system can tell.
	 */
	static boolean isOfOneOwner(Path one, Path other) throws IOException {
		UserPrincipal owner = owner(one);
		return owner == null || owner.equals(owner(other));
	}

	private static @Nullable UserPrincipal owner(Path path) throws IOException {
		FileOwnerAttributeView view = Files.getFileAttributeView(path, FileOwnerAttributeView.class,
				LinkOption.NOFOLLOW_LINKS);
		return (view != null) ? view.getOwner() : null;
	}

	private static FileSystemException refusal(Path directory, String why) {
		return new FileSystemException(directory.toString(), null, "no temporary files are put there, because " + why
				+ "; remove it, or give another directory (finalize.temporary-files.directory)");
	}

}
