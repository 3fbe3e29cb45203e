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

package io.github.finalizers.engine;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * Throws anything from anywhere.
 */
final class Thrown {

	private Thrown() {
	}

	/**
	 * Throw it as it is, checked or not.
	 * @param thrown what to throw
	 */
	static void fling(Throwable thrown) {
		throw Thrown.<RuntimeException>unchecked(thrown);
	}

	/**
	 * What an action may throw: one of every kind.
	 */
	static Stream<Throwable> ofEveryKind() {
		return Stream.of(new IllegalStateException("unchecked"), new IOException("checked"),
				new InterruptedException("checked"), new AssertionError("error"), new StackOverflowError("error"),
				new OutOfMemoryError("error"), new NoClassDefFoundError("error"), new Throwable("plain"),
				new Unprintable());
	}

	@SuppressWarnings("unchecked")
	private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
		throw (X) thrown;
	}

	/**
	 * Fails whoever wants to print it.
	 */
	@SuppressWarnings("serial")
	private static final class Unprintable extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

		@Override
		public String toString() {
			throw new IllegalStateException("no string");
		}

	}

}
