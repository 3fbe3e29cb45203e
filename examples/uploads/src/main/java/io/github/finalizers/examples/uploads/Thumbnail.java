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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;

import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes an image small.
 */
final class Thumbnail {

	private static final int LONGEST_SIDE = 320;

	private Thumbnail() {
	}

	static byte[] png(IntBuffer pixels, int width, int height) {
		double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(width, height));
		int thumbWidth = Math.max(1, (int) Math.round(width * scale));
		int thumbHeight = Math.max(1, (int) Math.round(height * scale));
		BufferedImage image = new BufferedImage(thumbWidth, thumbHeight, BufferedImage.TYPE_INT_ARGB);
		for (int y = 0; y < thumbHeight; y++) {
			int top = from(y, thumbHeight, height);
			int bottom = from(y + 1, thumbHeight, height);
			for (int x = 0; x < thumbWidth; x++) {
				int left = from(x, thumbWidth, width);
				int right = from(x + 1, thumbWidth, width);
				image.setRGB(x, y, average(pixels, width, left, right, top, bottom));
			}
		}
		return encode(image);
	}

	private static int from(int index, int thumbSize, int size) {
		return (int) ((long) index * size / thumbSize);
	}

	private static int average(IntBuffer pixels, int width, int left, int right, int top, int bottom) {
		long alpha = 0;
		long red = 0;
		long green = 0;
		long blue = 0;
		for (int y = top; y < bottom; y++) {
			for (int x = left; x < right; x++) {
				int argb = pixels.get(y * width + x);
				int weight = argb >>> 24;
				alpha += weight;
				red += weight * (argb >> 16 & 0xff);
				green += weight * (argb >> 8 & 0xff);
				blue += weight * (argb & 0xff);
			}
		}
		if (alpha == 0) {
			return 0;
		}
		long count = (long) (right - left) * (bottom - top);
		return (int) (alpha / count << 24 | red / alpha << 16 | green / alpha << 8 | blue / alpha);
	}

	private static byte[] encode(BufferedImage image) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		// By itself ImageIO would buffer in a temporary file.
		try (ImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(image, "png", output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
