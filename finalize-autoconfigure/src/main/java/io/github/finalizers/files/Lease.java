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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerRegistry;

/**
 * The use of temporary files by one registry, from the first file to the close. It is the
 * state of a finalizer that is older than those of its files: the exit sweep comes to it
 * when all of them have run, newest first. It tries again what failed, then leaves the
 * directory of the process.
 * <p>
 * <b>Fields.</b> {@code entered} (the last is the one in use) and {@code over} are
 * guarded by this. {@code finalizer} is set before the lease is published.
 */
final class Lease {

	/**
	 * The name of the finalizer of a lease. Not that of the files: those may have to be
	 * called, which a lease never is.
	 */
	static final String NAME = "temporary-files.close";

	/**
	 * The action of all files, with the path as its state.
	 */
	final FinalizerAction<Path> deletion = this::delete;

	private final Path home;

	private final Queue<Path> failed = new ConcurrentLinkedQueue<>();

	private final Deque<ProcessDirectory> entered = new ArrayDeque<>();

	private boolean over;

	private @Nullable Finalizer<Void> finalizer;

	private Lease(Path home) {
		this.home = home;
	}

	/**
	 * Begin a lease that ends with the registry: its referent is the class itself, which
	 * is not collected before.
	 * @param home the directory of the user, which need not exist yet
	 */
	static Lease begin(FinalizerRegistry registry, Path home) {
		Lease lease = new Lease(home);
		lease.finalizer = registry.named(NAME).register(TemporaryFiles.class, lease, Lease::close);
		return lease;
	}

	boolean isAlive() {
		return this.finalizer != null && this.finalizer.isAlive();
	}

	/**
	 * Create something in the directory of the process.
	 * @return its path, {@code null} if the lease is over
	 */
	@Nullable Path create(Creation creation) throws IOException {
		ProcessDirectory directory = directory();
		try {
			return (directory != null) ? creation.in(directory.path) : null;
		}
		catch (NoSuchFileException ex) {
			if (isAlive()) {
				throw ex;
			}
			return null;
		}
	}

	private synchronized @Nullable ProcessDirectory directory() throws IOException {
		ProcessDirectory current = this.entered.peekLast();
		if (!this.over && (current == null || !current.isIntact())) {
			current = ProcessDirectory.enter(this.home);
			this.entered.addLast(current);
		}
		return this.over ? null : current;
	}

	private void delete(Path path) throws IOException {
		try {
			Deletion.delete(path);
		}
		catch (IOException | RuntimeException | Error ex) {
			this.failed.add(path);
			throw ex;
		}
		finally {
			if (!isAlive()) {
				leaveIfUnused();
			}
		}
	}

	/**
	 * Delete what was created in vain.
	 */
	void undo(Path path, Throwable why) {
		try {
			delete(path);
		}
		catch (IOException | RuntimeException ex) {
			why.addSuppressed(ex);
		}
	}

	private void close() throws IOException {
		Failures failures = new Failures();
		try {
			deleteWhatFailed(failures);
		}
		finally {
			leave(failures);
		}
		failures.throwIfAny("Temporary files are left that could not be deleted");
	}

	private void deleteWhatFailed(Failures failures) {
		for (Path path = this.failed.poll(); path != null; path = this.failed.poll()) {
			try {
				Deletion.deleteUnlessInterrupted(path);
			}
			catch (IOException | RuntimeException ex) {
				failures.add(path, ex);
			}
		}
	}

	private synchronized void leave(Failures failures) {
		this.over = true;
		this.entered.forEach((directory) -> directory.leave(failures));
	}

	/**
	 * Do again what the close did in vain if a file was just being created, or deleted.
	 */
	synchronized void leaveIfUnused() {
		this.entered.forEach(ProcessDirectory::removeIfUnused);
	}

	/**
	 * Creates a file or a directory.
	 */
	interface Creation {

		Path in(Path directory) throws IOException;

	}

}
