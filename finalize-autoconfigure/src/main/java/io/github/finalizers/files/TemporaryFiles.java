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
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Temporary files and directories that are really gone: each is deleted when it is
 * called, when its owner is collected, or when the registry closes; and what a process
 * that was killed has left is deleted by the next. <pre class="code">
 * final class Upload implements AutoCloseable {
 *
 *     private final TemporaryFile file;
 *
 *     Upload(TemporaryFiles files, InputStream content) throws IOException {
 *         this.file = files.createFile(this, "upload-", ".jpg");
 *         Files.copy(content, this.file.path(), StandardCopyOption.REPLACE_EXISTING);
 *     }
 *
 *     &#64;Override
 *     public void close() throws IOException {
 *         this.file.close(); // now; else when the upload is collected; else at close
 *     }
 *
 * }
 * </pre>
 * <dl>
 * <dt>Where</dt>
 * <dd>In a directory of this process, {@code finalize-<user>/<process>}, below
 * {@code java.io.tmpdir} or the directory given. Only its user may look into it. It is
 * made with the first file, shared by all contexts that share this class, and removed
 * when the last of them has closed, unless something is left in it. Nothing is done
 * before the first use.</dd>
 * <dt>When a delete fails</dt>
 * <dd>A call throws; otherwise it is reported to the listeners and logged, as
 * {@link FinalizerRegistry} says. Either way it is tried once more when the registry
 * closes, after all else that was created here. What is still there then is reported by
 * its path, under the name {@code temporary-files.close}.</dd>
 * <dt>What is deleted</dt>
 * <dd>The file or the directory with all that is in it, and nothing else: links are
 * deleted and not followed, also where the tree changes meanwhile. Directories that may
 * not be written to are made writable if permission allows. What is gone already counts
 * as deleted.</dd>
 * <dt>How long</dt>
 * <dd>As long as it takes, on the threads that {@link FinalizerRegistry} names. An
 * interrupt that comes meanwhile, such as that of an exit that may not take longer, stops
 * the deletion of a tree, and that counts as a failure.</dd>
 * <dt>After a kill</dt>
 * <dd>With the first file, a daemon thread begins to delete what processes of the same
 * user left that are dead; nobody waits for it. It tells by a lock that each process
 * holds on its directory; those that live, of whatever JVM or container, are not touched.
 * What lies elsewhere ({@link #deleteWith}) is not recovered.</dd>
 * </dl>
 * <p>
 * Make one for a registry, such as a bean, and keep it. It is safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class TemporaryFiles {

	private final FinalizerRegistry registry;

	private final Path home;

	private volatile @Nullable Lease lease;

	/**
	 * Create temporary files in {@code java.io.tmpdir}.
	 * @param registry what watches the owners, best with a name of its own
	 */
	public TemporaryFiles(FinalizerRegistry registry) {
		this(registry, Path.of(System.getProperty("java.io.tmpdir")));
	}

	/**
	 * Create temporary files elsewhere, such as on a volume that is mounted for them.
	 * @param registry what watches the owners, best with a name of its own
	 * @param directory where the directory of the user is made; it must exist when it is
	 * used, on a file system that has locks
	 */
	public TemporaryFiles(FinalizerRegistry registry, Path directory) {
		this.registry = Objects.requireNonNull(registry, "registry");
		this.home = UserDirectory.of(Objects.requireNonNull(directory, "directory"));
	}

	/**
	 * Create an empty file that only this user may read and write, and that is deleted
	 * with its owner.
	 * @param owner the object to watch; not of a value-based class
	 * @param prefix what its name begins with, may be empty
	 * @param suffix what its name ends with, such as {@code .jpg}, may be empty
	 * @return the file; closing it deletes it
	 * @throws IOException if no file can be created, or the directory of the user is not
	 * to be trusted
	 * @throws IllegalArgumentException if prefix and suffix make no name of a file, or
	 * the owner is of a value-based class; no file is left then
	 * @throws IllegalStateException if the registry has closed; no file is left then
	 */
	public TemporaryFile createFile(Object owner, String prefix, String suffix) throws IOException {
		Objects.requireNonNull(owner, "owner");
		Objects.requireNonNull(prefix, "prefix");
		Objects.requireNonNull(suffix, "suffix");
		return create(owner, (directory) -> Files.createTempFile(directory, prefix, suffix));
	}

	/**
	 * Create an empty directory that only this user may use, and that is deleted with its
	 * owner, with all that is in it then.
	 * @param owner the object to watch; not of a value-based class
	 * @param prefix what its name begins with, may be empty
	 * @return the directory; closing it deletes it
	 * @throws IOException if no directory can be created, or the directory of the user is
	 * not to be trusted
	 * @throws IllegalArgumentException if the prefix makes no name of a directory, or the
	 * owner is of a value-based class; no directory is left then
	 * @throws IllegalStateException if the registry has closed; no directory is left then
	 */
	public TemporaryFile createDirectory(Object owner, String prefix) throws IOException {
		Objects.requireNonNull(owner, "owner");
		Objects.requireNonNull(prefix, "prefix");
		return create(owner, (directory) -> Files.createTempDirectory(directory, prefix));
	}

	/**
	 * Delete a file or a directory with its owner, wherever it is. It need not exist yet.
	 * It is not recovered after a kill.
	 * @param owner the object to watch; not of a value-based class
	 * @param path what to delete; a link is deleted and not followed
	 * @return the handle, which may be dropped; calling it deletes now
	 * @throws IllegalArgumentException if the path is empty, a root, or ends in {@code .}
	 * or {@code ..}, or the owner is of a value-based class
	 * @throws IllegalStateException if the registry has closed; what is there stays
	 */
	public Finalizer<Void> deleteWith(Object owner, Path path) {
		Objects.requireNonNull(owner, "owner");
		Path copy = Deletion.copyOf(Objects.requireNonNull(path, "path"));
		try {
			while (true) {
				Lease lease = lease();
				Finalizer<Void> finalizer = this.registry.register(owner, copy, lease.deletion);
				// If a sweep came in between, nobody would try again what fails.
				if (lease.isAlive() || finalizer.detach().isEmpty()) {
					return finalizer;
				}
			}
		}
		finally {
			Reference.reachabilityFence(owner);
		}
	}

	private TemporaryFile create(Object owner, Lease.Creation creation) throws IOException {
		try {
			while (true) {
				Lease lease = lease();
				Path path = lease.create(creation);
				TemporaryFile file = (path != null) ? attach(owner, path, lease) : null;
				if (file != null && lease.isAlive()) {
					return file;
				}
				// A close came in between. Either it is over, and another lease is
				// refused; or beans are still being destroyed, and it is not.
				if (file != null) {
					file.close();
				}
				lease.leaveIfUnused();
			}
		}
		finally {
			Reference.reachabilityFence(owner);
		}
	}

	private TemporaryFile attach(Object owner, Path path, Lease lease) throws IOException {
		try {
			return new TemporaryFile(path, this.registry.register(owner, path, lease.deletion));
		}
		catch (RuntimeException | Error ex) {
			lease.undo(path, ex);
			throw ex;
		}
	}

	/**
	 * The lease at hand, or a new one: before the first use, and when beans use files
	 * after the exit sweep, while they are being destroyed.
	 */
	private Lease lease() {
		Lease current = this.lease;
		return (current != null && current.isAlive()) ? current : newLease();
	}

	private synchronized Lease newLease() {
		Lease current = this.lease;
		if (current == null || !current.isAlive()) {
			current = Lease.begin(this.registry, this.home);
			this.lease = current;
		}
		return current;
	}

}
