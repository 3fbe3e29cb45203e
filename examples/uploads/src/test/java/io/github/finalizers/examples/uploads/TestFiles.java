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

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Files to upload, good and bad.
 */
final class TestFiles {

	private TestFiles() {
	}

	static Resource named(String name, byte[] content) {
		return new ByteArrayResource(content) {

			@Override
			public String getFilename() {
				return name;
			}

		};
	}

	static Resource image(String name, int width, int height) {
		return named(name, encoded(name.substring(name.lastIndexOf('.') + 1), width, height));
	}

	/**
	 * An image whose upper half is red and whose lower half is blue.
	 */
	static byte[] encoded(String format, int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width, height / 2);
		graphics.setColor(Color.BLUE);
		graphics.fillRect(0, height / 2, width, height - height / 2);
		graphics.dispose();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, format, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * A PNG of less than a hundred bytes that says how large it is, and has no such
	 * pixels.
	 */
	static byte[] declaring(int width, int height) {
		ByteBuffer png = ByteBuffer.allocate(69);
		png.putLong(0x89504e470d0a1a0aL);
		ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] { 8, 2, 0, 0, 0 });
		chunk(png, "IHDR", header.array());
		chunk(png, "IDAT", new byte[] { 0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0 });
		chunk(png, "IEND", new byte[0]);
		return png.array();
	}

	private static void chunk(ByteBuffer png, String type, byte[] data) {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		CRC32 checksum = new CRC32();
		checksum.update(name);
		checksum.update(data);
		png.putInt(data.length).put(name).put(data).putInt((int) checksum.getValue());
	}

}
