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

package io.github.finalizers.examples.minimal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.finalizers.FinalizerRegistry;

/**
 * Something written down, in a file that is deleted when nobody holds the note, or else
 * when the application stops.
 */
final class Note {

	private static final Log logger = LogFactory.getLog(Note.class);

	private final Path file;

	Note(String text, FinalizerRegistry finalizers) throws IOException {
		this.file = Files.writeString(Files.createTempFile("note-", ".txt"), text);
		finalizers.register(this, this.file, Note::delete);
	}

	Path file() {
		return this.file;
	}

	/**
	 * The action: static, so that it does not hold the note.
	 */
	private static void delete(Path file) throws IOException {
		logger.info("Deleting '" + Files.readString(file) + "'");
		Files.delete(file);
	}

}
