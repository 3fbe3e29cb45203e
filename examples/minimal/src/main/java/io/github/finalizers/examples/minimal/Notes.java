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

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

import io.github.finalizers.FinalizerRegistry;

/**
 * Writes two notes, keeps one, and waits until the file of the other is gone.
 */
@Component
class Notes implements CommandLineRunner {

	private static final Log logger = LogFactory.getLog(Notes.class);

	private static final long COLLECTION_LIMIT_MILLIS = 20_000;

	private final FinalizerRegistry finalizers;

	private @Nullable Note kept;

	Notes(FinalizerRegistry finalizers) {
		this.finalizers = finalizers;
	}

	@Override
	public void run(String... args) throws Exception {
		this.kept = new Note("the note that is kept", this.finalizers);
		Path forgotten = new Note("the note that is forgotten", this.finalizers).file();
		long deadline = System.nanoTime() + COLLECTION_LIMIT_MILLIS * 1_000_000;
		while (Files.exists(forgotten) && System.nanoTime() - deadline < 0) {
			System.gc();
			Thread.sleep(10);
		}
		logger.info("Of two notes there is one left: " + Files.readString(this.kept.file()));
	}

}
