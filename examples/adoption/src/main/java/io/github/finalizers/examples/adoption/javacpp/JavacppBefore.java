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

package io.github.finalizers.examples.adoption.javacpp;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

import io.github.finalizers.examples.adoption.Handles;

/**
 * JavaCPP by itself.
 */
public final class JavacppBefore implements Handles {

	private static final int SIZE = 1024;

	@Override
	public AutoCloseable open() {
		return new FloatPointer(SIZE);
	}

	@Override
	public AutoCloseable openBroken() {
		return new Lost();
	}

	@Override
	public long live() {
		return Pointer.totalBytes() / (SIZE * Float.BYTES);
	}

	@Override
	public boolean isWorking() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("JavaCPP Deallocator"));
	}

	@Override
	public boolean hasFailed() {
		return !isWorking();
	}

	@Override
	public void close() {
		// There is nothing to close.
	}

}
