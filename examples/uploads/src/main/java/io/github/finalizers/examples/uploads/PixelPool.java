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

package io.github.finalizers.examples.uploads;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import org.springframework.stereotype.Component;

/**
 * Lends direct memory. A direct buffer cannot be freed by hand, so that what comes back
 * is lent again to an image of the same size; what never comes back is lost until the
 * application ends. How much may be out is the limit of the finalizers to say.
 */
@Component
class PixelPool {

	/** The oldest of what is idle beyond that is left to the collector. */
	private static final long MAX_IDLE = 64 << 20;

	private final Deque<ByteBuffer> idle = new ArrayDeque<>();

	private long bytesOut;

	/**
	 * Return pixels without any memory yet.
	 */
	Pixels newPixels(String name) {
		return new Pixels(this, name);
	}

	synchronized ByteBuffer take(int bytes) {
		ByteBuffer buffer = this.idle.stream()
			.filter((candidate) -> candidate.capacity() == bytes)
			.findFirst()
			.orElseGet(() -> allocate(bytes));
		this.idle.removeIf((candidate) -> candidate == buffer);
		this.bytesOut += bytes;
		return buffer.clear();
	}

	synchronized void giveBack(ByteBuffer buffer) {
		this.bytesOut -= buffer.capacity();
		this.idle.add(buffer);
		while (this.idle.stream().mapToLong(ByteBuffer::capacity).sum() > MAX_IDLE) {
			this.idle.remove();
		}
	}

	synchronized long bytesOut() {
		return this.bytesOut;
	}

	private ByteBuffer allocate(int bytes) {
		try {
			return ByteBuffer.allocateDirect(bytes);
		}
		catch (OutOfMemoryError ex) {
			// The JVM's own limit for direct memory is lower; the heap is as good as
			// before. What is idle makes room for the next attempt.
			this.idle.clear();
			throw UploadException.noMemory(ex);
		}
	}

}
