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

package io.github.finalizers.examples.plain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deletes files, before and after, and tells on which thread.
 */
public final class Deletions {

	private static final long COLLECTION_LIMIT_MILLIS = 20_000;

	private static final AtomicInteger tried = new AtomicInteger();

	private Deletions() {
	}

	/**
	 * Delete a file.
	 * @param file the file
	 * @throws IOException if that fails, also if it is not there
	 */
	public static void delete(Path file) throws IOException {
		try {
			Files.delete(file);
			System.out.printf("  deleted %s, on thread %s%n", file.getFileName(), Thread.currentThread().getName());
		}
		finally {
			tried.incrementAndGet();
		}
	}

	/**
	 * Have what nobody holds collected, until so many deletions have been tried.
	 */
	static void await(int count) throws InterruptedException {
		long deadline = System.nanoTime() + COLLECTION_LIMIT_MILLIS * 1_000_000;
		while (tried.get() < count && System.nanoTime() - deadline < 0) {
			System.gc();
			Thread.sleep(10);
		}
	}

}
