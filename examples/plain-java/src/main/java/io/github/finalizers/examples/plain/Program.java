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

import org.jspecify.annotations.Nullable;

/**
 * Uses four temporary files: closes one, forgets one, loses one (somebody else deletes
 * it, so that its own deletion fails), and keeps one until the end.
 */
public final class Program {

	private static @Nullable AutoCloseable kept;

	private Program() {
	}

	public static void main(String[] args) throws Exception {
		Opener files = args[0].equals("before") ? io.github.finalizers.examples.plain.before.TemporaryFile::new
				: io.github.finalizers.examples.plain.after.TemporaryFile::new;
		use(files, Path.of(args[1]));
	}

	private static void use(Opener files, Path directory) throws Exception {
		files.open(directory.resolve("closed")).close();
		files.open(directory.resolve("forgotten"));
		files.open(directory.resolve("lost"));
		Files.delete(directory.resolve("lost"));
		kept = files.open(directory.resolve("kept"));
		Deletions.await(3);
	}

	/**
	 * The constructor of either class.
	 */
	private interface Opener {

		AutoCloseable open(Path path) throws IOException;

	}

}
