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
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A directory of this process, with a file in it that is locked as long as it is used.
 * The lock ends with the process, however that ends: whoever gets it knows that the
 * directory is left over.
 * <p>
 * <b>Sharing.</b> One for all contexts that share this class; a copy of the class, in
 * another loader, has a directory of its own, and what dies with a loader is its lock. In
 * POSIX a process loses its lock as soon as it closes the locked file, by whatever
 * channel. So no copy may open what another has locked, and they know each other without
 * a place to meet: the name begins with the process, and when it was started, as numbers
 * of processes come again (and in containers all are 1). Where that start cannot be told,
 * what another process with the same number has left is not recovered.
 * <p>
 * <b>Races.</b> One that recovers may find a directory before it is locked. Then it gets
 * the lock, or deletes the directory, and the creation, which looks at both in the end,
 * begins again.
 * <p>
 * <b>Fields.</b> {@code current} and {@code users} are guarded by {@code current}.
 */
final class ProcessDirectory {

	/**
	 * What the names of this process begin with, in all copies of this class.
	 */
	static final String OWN_PREFIX = ProcessHandle.current().pid() + "-"
			+ ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L) + "-";

	static final String LOCK = "lock";

	private static final int ATTEMPTS = 10;

	private static final Map<Path, ProcessDirectory> current = new HashMap<>();

	final Path path;

	private final Path home;

	private final FileChannel lock;

	private final Recovery recovery;

	private int users;

	private ProcessDirectory(Path home, Path path, FileChannel lock) {
		this.home = home;
		this.path = path;
		this.lock = lock;
		this.recovery = Recovery.start(home);
	}

	/**
	 * Use the directory of this process, made if need be. Each use is to be
	 * {@linkplain #leave left}.
	 * @param home the directory of the user, made if need be
	 */
	static ProcessDirectory enter(Path home) throws IOException {
		synchronized (current) {
			UserDirectory.create(home);
			ProcessDirectory directory = current.get(home);
			if (directory == null || !directory.isIntact()) {
				directory = make(home);
				current.put(home, directory);
			}
			directory.users++;
			return directory;
		}
	}

	private static ProcessDirectory make(Path home) throws IOException {
		for (int i = 0; i < ATTEMPTS; i++) {
			Path path = Files.createTempDirectory(home, OWN_PREFIX, Permissions.ofOwnerAlone(home));
			FileChannel lock = lock(path);
			if (lock != null) {
				return new ProcessDirectory(home, path, lock);
			}
		}
		throw new FileSystemException(home.toString(), null, "no directory in it could be locked");
	}

	/**
	 * Lock a directory just created.
	 * @return the channel that holds the lock, {@code null} if it is being recovered
	 */
	private static @Nullable FileChannel lock(Path path) throws IOException {
		FileChannel channel = null;
		boolean locked = false;
		try {
			Path file = path.resolve(LOCK);
			channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
			locked = channel.tryLock() != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS);
		}
		catch (NoSuchFileException ex) {
			// It is being recovered.
		}
		catch (FileSystemException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new IOException("No file in " + path + " can be locked, so no later start could tell whether it is"
					+ " in use; give another directory (finalize.temporary-files.directory)", ex);
		}
		finally {
			if (!locked) {
				remove(path, channel);
			}
		}
		return locked ? channel : null;
	}

	private static void remove(Path path, @Nullable FileChannel channel) throws IOException {
		if (channel != null) {
			channel.close();
			Files.deleteIfExists(path.resolve(LOCK));
		}
		Files.deleteIfExists(path);
	}

	/**
	 * Whether it is there, and locked. What clears old files away, as it is usual in
	 * {@code /tmp}, may take the file whose lock is held.
	 */
	boolean isIntact() {
		return Files.exists(this.path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * End a use. The last one removes the directory, if nothing is left in it.
	 * @param failures takes what could not be recovered meanwhile
	 */
	void leave(Failures failures) {
		synchronized (current) {
			this.users--;
			removeIfUnused();
			if (this.users == 0) {
				this.recovery.stop();
				failures.take(this.recovery.failures);
			}
		}
	}

	void removeIfUnused() {
		synchronized (current) {
			try {
				// One that somebody else has cleared away has nothing to guard any more.
				if (this.users == 0 && (!isIntact() || isEmpty())) {
					current.remove(this.home, this);
					remove(this.path, this.lock);
				}
			}
			catch (IOException ex) {
				// It stays for the next who uses it, or who recovers it.
			}
		}
	}

	private boolean isEmpty() throws IOException {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.path)) {
			for (Path entry : entries) {
				if (!entry.endsWith(LOCK)) {
					return false;
				}
			}
		}
		return true;
	}

}
