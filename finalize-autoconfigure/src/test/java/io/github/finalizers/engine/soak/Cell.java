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

package io.github.finalizers.engine.soak;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The action of one finalizer: it notes that it runs, and then maybe misbehaves.
 */
final class Cell implements Runnable, Callable<Boolean> {

	private static final Path ANY_FILE = Path.of(System.getProperty("java.home"), "release");

	private static final AtomicInteger OPEN = new AtomicInteger();

	private static final int MOST_OPEN = 200;

	private final Arena arena;

	final int number;

	private final Closeable resource;

	Cell(Arena arena, int number, Closeable resource) {
		this.arena = arena;
		this.number = number;
		this.resource = resource;
	}

	/**
	 * Open a file, which the action closes; none if many are open.
	 */
	static Closeable open() {
		if (OPEN.get() >= MOST_OPEN) {
			return null;
		}
		try {
			Closeable channel = FileChannel.open(ANY_FILE);
			OPEN.incrementAndGet();
			return channel;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static int openFiles() {
		return OPEN.get();
	}

	/**
	 * Close the file, if there is one.
	 */
	void release() throws IOException {
		if (this.resource != null) {
			this.resource.close();
			OPEN.decrementAndGet();
		}
	}

	@Override
	public Boolean call() throws Exception {
		this.arena.ran(this.number);
		release();
		this.arena.mischief.inAction(this.number, true, this.arena::registerGarbage);
		return true;
	}

	@Override
	public void run() {
		try {
			call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
