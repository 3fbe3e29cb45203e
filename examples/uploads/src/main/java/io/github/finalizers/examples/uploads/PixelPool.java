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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lends direct memory. A direct buffer cannot be freed by hand, so that what comes back
 * is lent again; what never comes back is lost until the application ends.
 */
@Component
class PixelPool {

	private final List<ByteBuffer> idle = new ArrayList<>();

	private final long maxBytes;

	private long bytesOut;

	private long bytesIdle;

	PixelPool(UploadsProperties properties) {
		this.maxBytes = properties.maxMemory().toBytes();
	}

	/**
	 * Return pixels without any memory yet.
	 */
	Pixels newPixels(String name) {
		return new Pixels(this, name);
	}

	synchronized ByteBuffer take(int bytes) {
		ByteBuffer buffer = fromIdle(bytes);
		if (buffer == null) {
			buffer = allocate(bytes);
		}
		this.bytesOut += buffer.capacity();
		return buffer.clear();
	}

	synchronized void giveBack(ByteBuffer buffer) {
		this.bytesOut -= buffer.capacity();
		this.bytesIdle += buffer.capacity();
		this.idle.add(buffer);
	}

	synchronized long bytesOut() {
		return this.bytesOut;
	}

	private @Nullable ByteBuffer fromIdle(int bytes) {
		// At most twice as large as needed, so that an icon does not take a poster's
		// place.
		ByteBuffer buffer = this.idle.stream()
			.filter((candidate) -> candidate.capacity() >= bytes && candidate.capacity() / 2 <= bytes)
			.min(Comparator.comparing(ByteBuffer::capacity))
			.orElse(null);
		if (buffer != null) {
			this.idle.removeIf((candidate) -> candidate == buffer);
			this.bytesIdle -= buffer.capacity();
		}
		return buffer;
	}

	private ByteBuffer allocate(int bytes) {
		if (this.bytesOut + bytes > this.maxBytes) {
			throw UploadException.noMemory(null);
		}
		if (this.bytesOut + this.bytesIdle + bytes > this.maxBytes) {
			this.idle.clear();
			this.bytesIdle = 0;
		}
		try {
			return ByteBuffer.allocateDirect(bytes);
		}
		catch (OutOfMemoryError ex) {
			// The JVM's own limit for direct memory is lower; the heap is as good as
			// before.
			throw UploadException.noMemory(ex);
		}
	}

}
