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

package io.github.finalizers.examples.plain.before;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.finalizers.examples.plain.Deletions;

/**
 * A file that goes when it is closed or collected.
 */
public final class TemporaryFile implements AutoCloseable {

	private static final Cleaner CLEANER = Cleaner.create();

	private final Cleaner.Cleanable deletion;

	public TemporaryFile(Path path) throws IOException {
		Files.createFile(path);
		this.deletion = CLEANER.register(this, new Deletion(path));
	}

	@Override
	public void close() {
		this.deletion.clean();
	}

	private record Deletion(Path path) implements Runnable {

		@Override
		public void run() {
			try {
				Deletions.delete(this.path);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
