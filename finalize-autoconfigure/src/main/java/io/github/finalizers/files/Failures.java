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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What could not be deleted, and why. All are counted, the first hundred told by path,
 * the first few with their causes.
 */
final class Failures {

	private static final int PATHS = 100;

	private static final int CAUSES = 8;

	private final List<Failure> first = new ArrayList<>();

	private int count;

	/**
	 * Add one, unless it was added before.
	 */
	synchronized void add(Path path, Throwable cause) {
		if (this.first.stream().anyMatch((failure) -> failure.path.equals(path))) {
			return;
		}
		if (this.count < PATHS) {
			this.first.add(new Failure(path, cause));
		}
		this.count++;
	}

	/**
	 * Take over what another has, which is then empty.
	 */
	void take(Failures other) {
		List<Failure> taken;
		int more;
		synchronized (other) {
			taken = List.copyOf(other.first);
			more = other.count - taken.size();
			other.first.clear();
			other.count = 0;
		}
		synchronized (this) {
			taken.forEach((failure) -> add(failure.path, failure.cause));
			this.count += more;
		}
	}

	/**
	 * Throw one exception that names the paths, if there are any.
	 */
	synchronized void throwIfAny(String message) throws IOException {
		if (this.count > 0) {
			String paths = this.first.stream()
				.map((failure) -> failure.path.toString())
				.collect(Collectors.joining(", "));
			String more = (this.count > this.first.size()) ? " and " + (this.count - this.first.size()) + " more" : "";
			IOException thrown = new IOException(message + ": " + paths + more, this.first.get(0).cause);
			this.first.stream().skip(1).limit(CAUSES - 1).forEach((failure) -> thrown.addSuppressed(failure.cause));
			throw thrown;
		}
	}

	private record Failure(Path path, Throwable cause) {

	}

}
