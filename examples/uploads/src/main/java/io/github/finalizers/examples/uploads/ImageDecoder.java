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

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.springframework.stereotype.Component;

/**
 * Decodes PNG and JPEG files. The file is looked at, never its name or the type that the
 * browser gave; and the size that it declares, before anything is decoded.
 */
@Component
class ImageDecoder {

	private static final Set<String> FORMATS = Set.of("png", "jpeg");

	private final int maxPixels;

	ImageDecoder(UploadsProperties properties) {
		this.maxPixels = properties.maxPixels();
	}

	/**
	 * Return how large an image is, without decoding it.
	 */
	Dimension sizeOf(SpooledFile file) {
		Dimension size = read(file, (reader) -> new Dimension(reader.getWidth(0), reader.getHeight(0)));
		if ((long) size.width * size.height > this.maxPixels) {
			throw UploadException.tooManyPixels(size.width, size.height, this.maxPixels);
		}
		return size;
	}

	BufferedImage decode(SpooledFile file) {
		return read(file, (reader) -> reader.read(0));
	}

	private static <T> T read(SpooledFile file, Reading<T> reading) {
		try (ImageInputStream input = ImageIO.createImageInputStream(file.path().toFile())) {
			ImageReader reader = readerOf(input, file.name());
			try {
				reader.setInput(input, true, true);
				return reading.read(reader);
			}
			finally {
				reader.dispose();
			}
		}
		catch (UploadException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			// The readers of the JDK answer broken files with unchecked exceptions too.
			throw UploadException.broken(file.name(), ex);
		}
	}

	private static ImageReader readerOf(ImageInputStream input, String name) throws IOException {
		Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
		while (readers.hasNext()) {
			ImageReader reader = readers.next();
			if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
				return reader;
			}
			reader.dispose();
		}
		throw UploadException.notAnImage(name);
	}

	/**
	 * What is read of an image.
	 */
	private interface Reading<T> {

		T read(ImageReader reader) throws IOException;

	}

}
