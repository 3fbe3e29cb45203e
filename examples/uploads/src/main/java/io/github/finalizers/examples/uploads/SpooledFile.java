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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A temporary file. It knows nothing of the upload that it belongs to: it is the state of
 * that upload's finalizer.
 */
final class SpooledFile {

	private static final Log logger = LogFactory.getLog(SpooledFile.class);

	private final Spool spool;

	private final Path path;

	private final String name;

	private volatile long size;

	private boolean deleted;

	SpooledFile(Spool spool, Path path, String name) {
		this.spool = spool;
		this.path = path;
		this.name = name;
	}

	void write(InputStream content) {
		try (OutputStream output = create()) {
			this.size = content.transferTo(output);
		}
		catch (IOException ex) {
			throw UploadException.noSpace(ex);
		}
	}

	private synchronized OutputStream create() throws IOException {
		if (this.deleted) {
			throw new IOException("Deleted before it was written, because the application stops");
		}
		return this.spool.create(this.path);
	}

	/**
	 * Delete the file, if it was written at all.
	 */
	synchronized void delete() throws IOException {
		this.deleted = true;
		if (Files.deleteIfExists(this.path)) {
			logger.info("Deleted the file of " + this.name);
		}
	}

	Path path() {
		return this.path;
	}

	String name() {
		return this.name;
	}

	long size() {
		return this.size;
	}

}
