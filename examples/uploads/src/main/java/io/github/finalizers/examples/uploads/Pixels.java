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

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of an image, in direct memory, four bytes each. Reading and releasing
 * exclude each other: memory that went back to the pool belongs to another image soon.
 */
final class Pixels {

	private static final Log logger = LogFactory.getLog(Pixels.class);

	private final PixelPool pool;

	private final String name;

	private @Nullable ByteBuffer memory;

	private boolean released;

	private int width;

	private int height;

	Pixels(PixelPool pool, String name) {
		this.pool = pool;
		this.name = name;
	}

	/**
	 * Return how much memory an image of that size takes.
	 */
	static int bytesOf(int width, int height) {
		return Math.multiplyExact(Integer.BYTES, Math.multiplyExact(width, height));
	}

	synchronized void fill(BufferedImage image) {
		if (this.released) {
			throw new IllegalStateException("Released before it was filled, because the application stops");
		}
		this.width = image.getWidth();
		this.height = image.getHeight();
		this.memory = this.pool.take(bytesOf(this.width, this.height));
		IntBuffer target = this.memory.asIntBuffer();
		int[] row = new int[this.width];
		for (int y = 0; y < this.height; y++) {
			target.put(image.getRGB(0, y, this.width, 1, row, 0, this.width));
		}
	}

	/**
	 * Return a small PNG of the image.
	 */
	synchronized byte[] thumbnail() {
		if (this.memory == null) {
			throw UploadException.gone(this.name);
		}
		return Thumbnail.png(this.memory.asIntBuffer(), this.width, this.height);
	}

	/**
	 * Give the memory back, if there is any yet.
	 */
	synchronized void release() {
		this.released = true;
		if (this.memory != null) {
			this.pool.giveBack(this.memory);
			this.memory = null;
			logger.info("Returned the pixels of " + this.name);
		}
	}

	synchronized int width() {
		return this.width;
	}

	synchronized int height() {
		return this.height;
	}

	synchronized long bytes() {
		return (this.memory != null) ? this.memory.capacity() : 0;
	}

}
