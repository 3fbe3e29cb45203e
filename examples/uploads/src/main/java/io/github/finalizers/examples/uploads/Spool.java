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

package io.github.finalizers.examples.uploads;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import io.github.finalizers.files.TemporaryFiles;

/**
 * The directory that uploads are spooled to. If none is set it is a temporary one, with a
 * finalizer that is older than those of all files, so that at exit it is deleted after
 * them; after a kill the next start deletes it with all that was left in it.
 */
@Component
class Spool {

	private final Path directory;

	Spool(UploadsProperties properties, TemporaryFiles temporaryFiles) throws IOException {
		Path directory = properties.directory();
		this.directory = (directory != null) ? Files.createDirectories(directory)
				: temporaryFiles.createDirectory(this, "uploads-").path();
	}

	/**
	 * Return a file that does not exist yet. What the user calls it is no part of its
	 * path.
	 */
	SpooledFile newFile(String name) {
		return new SpooledFile(this, this.directory.resolve(UUID.randomUUID() + ".upload"), name);
	}

	OutputStream create(Path path) throws IOException {
		return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	long fileCount() {
		if (Files.notExists(this.directory)) {
			return 0;
		}
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
