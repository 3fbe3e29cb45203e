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

package io.github.finalizers.docs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Stands for native memory in the snippets of the docs, and notices who uses what has
 * been freed.
 */
public final class NativeMemory {

	private static final AtomicLong NEXT = new AtomicLong(1L << 40);

	private static final Set<Long> FREED = ConcurrentHashMap.newKeySet();

	private static volatile LongConsumer whileReading = (address) -> {
	};

	private NativeMemory() {
	}

	/**
	 * Allocate memory.
	 * @param bytes how much
	 * @return its address
	 */
	public static long allocate(long bytes) {
		return NEXT.getAndAdd(bytes);
	}

	/**
	 * Read a byte, while something happens.
	 * @param address where
	 * @return always 1
	 */
	public static int read(long address) {
		whileReading.accept(address);
		if (isFreed(address)) {
			throw new IllegalStateException("The memory has been freed");
		}
		return 1;
	}

	/**
	 * Free memory.
	 * @param address its address
	 */
	public static void free(long address) {
		if (!FREED.add(address)) {
			throw new IllegalStateException("Freed twice");
		}
	}

	static boolean isFreed(long address) {
		return FREED.contains(address);
	}

	static void whileReading(LongConsumer hook) {
		whileReading = hook;
	}

}
