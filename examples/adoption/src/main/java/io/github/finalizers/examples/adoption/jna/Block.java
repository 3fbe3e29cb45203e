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

import com.sun.jna.Memory;
import com.sun.jna.Native;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Memory that is freed by a finalizer. The constructor without arguments, which JNA has
 * for views of other memory, leaves JNA's own cleaner out.
 */
public final class Block extends Memory {

	private final Finalizer<Void> freed;

	/**
	 * Allocate memory.
	 * @param size how many bytes
	 * @param finalizers where it is registered
	 */
	public Block(long size, FinalizerRegistry finalizers) {
		this.size = size;
		this.peer = Native.malloc(size);
		if (this.peer == 0) {
			throw new OutOfMemoryError("Cannot allocate " + size + " bytes");
		}
		try {
			this.freed = finalizers.sized(size).register(this, this.peer, Native::free);
		}
		catch (RuntimeException | Error ex) {
			Native.free(this.peer);
			throw ex;
		}
	}

	@Override
	public void close() {
		super.close();
		this.freed.clean();
	}

}
