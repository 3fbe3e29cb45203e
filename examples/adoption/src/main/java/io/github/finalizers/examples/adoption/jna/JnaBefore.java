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

package io.github.finalizers.examples.adoption.jna;

import java.lang.reflect.Field;
import java.util.Map;

import com.sun.jna.Memory;
import com.sun.jna.internal.Cleaner;

import io.github.finalizers.examples.adoption.Handles;

/**
 * JNA by itself.
 */
public final class JnaBefore implements Handles {

	private static final int SIZE = 64;

	@Override
	public AutoCloseable open() {
		return new Memory(SIZE);
	}

	/**
	 * The class is public, though meant for JNA. What fails there is an {@code Error}, as
	 * where the heap is full: an exception would have been logged.
	 */
	@Override
	public AutoCloseable openBroken() {
		Object handle = new Object();
		return Cleaner.getCleaner().register(handle, () -> {
			throw new AssertionError("lost");
		})::clean;
	}

	/**
	 * JNA does not say it: its table is private.
	 */
	@Override
	public long live() {
		try {
			Field table = Memory.class.getDeclaredField("allocatedMemory");
			table.setAccessible(true);
			return ((Map<?, ?>) table.get(null)).size();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean isWorking() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("JNA Cleaner"));
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
