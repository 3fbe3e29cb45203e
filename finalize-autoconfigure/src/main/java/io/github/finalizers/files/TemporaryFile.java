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
import java.nio.file.Path;

import io.github.finalizers.Finalizer;

/**
 * A temporary file or directory, and the handle of its deletion. It may be dropped: the
 * file goes with its owner, neither sooner nor later because of this object, which does
 * not hold the owner. <pre class="code">
 * try (TemporaryFile report = files.createFile(this, "report-", ".pdf")) {
 *     render(report.path());
 *     send(report.path());
 * }
 * </pre>
 * <p>
 * To keep what was written, move it to its place: what is gone counts as deleted.
 *
 * @since 0.1.0
 * @see TemporaryFiles
 */
public final class TemporaryFile implements AutoCloseable {

	private final Path path;

	private final Finalizer<Void> finalizer;

	TemporaryFile(Path path, Finalizer<Void> finalizer) {
		this.path = path;
		this.finalizer = finalizer;
	}

	/**
	 * Return where it is.
	 * @return the absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Return the handle of the deletion. Once that is detached, or not to run at exit,
	 * the file still lies in a directory that a later start of the application clears
	 * away: move it if it is to stay.
	 * @return the handle, the same each time
	 */
	public Finalizer<Void> finalizer() {
		return this.finalizer;
	}

	/**
	 * Delete it now, on this thread, a directory with all that is in it. Does nothing if
	 * that was done or tried before, by whatever cause, and does not wait for another
	 * thread that is at it; and if it is gone, all is well.
	 * @throws IOException if not all of it could be deleted; that is tried again at close
	 */
	@Override
	public void close() throws IOException {
		try {
			this.finalizer.call();
		}
		catch (IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
