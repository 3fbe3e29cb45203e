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
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * Deletes what processes of this user have left that are dead, on a daemon thread of its
 * own: there may be much, and nobody waits for it. It reads no list of what to delete. It
 * looks at the directories beside its own, and takes those whose lock it gets.
 * <p>
 * It never opens the lock of its own process: closing that again would end it. Two may
 * come to delete the same, which does no harm: nothing is ever created there again.
 */
final class Recovery {

	private static final Pattern NAME = Pattern.compile("\\d+-\\d+-\\d+");

	private static final long PATIENCE_MILLIS = 1000;

	final Failures failures = new Failures();

	private final Path home;

	private final Thread thread;

	private Recovery(Path home) {
		this.home = home;
		this.thread = new Thread(null, this::recover, "finalizers-recovery", 0, false);
		this.thread.setDaemon(true);
		this.thread.setContextClassLoader(null);
	}

	static Recovery start(Path home) {
		Recovery recovery = new Recovery(home);
		try {
			recovery.thread.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread is to be had: the next start recovers.
			recovery.failures.add(home, ex);
		}
		return recovery;
	}

	/**
	 * Stop, wherever it is: the next start goes on from there.
	 */
	void stop() {
		this.thread.interrupt();
		try {
			this.thread.join(PATIENCE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void recover() {
		try (DirectoryStream<Path> siblings = Files.newDirectoryStream(this.home)) {
			for (Path sibling : siblings) {
				if (Thread.currentThread().isInterrupted()) {
					return;
				}
				recoverGuarded(sibling);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			this.failures.add(this.home, ex);
		}
	}

	private void recoverGuarded(Path sibling) {
		try {
			String name = sibling.getFileName().toString();
			if (NAME.matcher(name).matches() && !name.startsWith(ProcessDirectory.OWN_PREFIX) && isOfUser(sibling)) {
				recover(sibling, sibling.resolve(ProcessDirectory.LOCK));
			}
		}
		catch (NoSuchFileException ex) {
			// Another process was faster.
		}
		catch (IOException | RuntimeException ex) {
			if (!Thread.currentThread().isInterrupted()) {
				this.failures.add(sibling, ex);
			}
		}
	}

	private boolean isOfUser(Path sibling) throws IOException {
		return Deletion.isTree(attributes(sibling)) && UserDirectory.isOfOneOwner(this.home, sibling);
	}

	private static BasicFileAttributes attributes(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
	}

	private void recover(Path sibling, Path lock) throws IOException {
		if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS) && !isEmptied(sibling, lock)) {
			return;
		}
		try {
			Files.deleteIfExists(sibling);
		}
		catch (DirectoryNotEmptyException ex) {
			// Without a lock there is no telling whether it is in use.
		}
	}

	private boolean isEmptied(Path sibling, Path lock) throws IOException {
		if (!attributes(lock).isRegularFile()) {
			return false;
		}
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
			if (channel.tryLock() == null) {
				return false;
			}
			empty(sibling, lock);
			Files.deleteIfExists(lock);
			return true;
		}
		catch (OverlappingFileLockException ex) {
			// Another copy of this class is at it.
			return false;
		}
	}

	private static void empty(Path sibling, Path lock) throws IOException {
		Failures left = new Failures();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(sibling)) {
			for (Path entry : entries) {
				if (!entry.equals(lock)) {
					try {
						Deletion.deleteUnlessInterrupted(entry);
					}
					catch (IOException ex) {
						left.add(entry, ex);
					}
				}
			}
		}
		left.throwIfAny("Not all that a dead process left could be deleted");
	}

}
