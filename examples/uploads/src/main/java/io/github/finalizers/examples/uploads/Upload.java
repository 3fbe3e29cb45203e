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
import java.io.InputStream;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * An uploaded image. Its file is deleted and its memory returned when it is closed; if
 * nobody closes it, when it is collected; and if it lives on, when the application stops.
 */
final class Upload implements AutoCloseable {

	private final String id = UUID.randomUUID().toString();

	private final Instant since = Instant.now();

	private final SpooledFile file;

	private final Pixels pixels;

	private final Finalizer<Void> fileFinalizer;

	private @Nullable Finalizer<Void> pixelsFinalizer;

	/**
	 * Attach a file that is still to be made, as are the pixels: there is nothing yet
	 * that could be left behind, whatever fails here or later.
	 */
	Upload(SpooledFile file, Pixels pixels, FinalizerRegistry files) {
		this.file = file;
		this.pixels = pixels;
		this.fileFinalizer = files.register(this, file, SpooledFile::delete);
	}

	/**
	 * Write the file, and fill the pixels as soon as there is room for them.
	 */
	void load(InputStream content, ImageDecoder decoder, FinalizerRegistry memory) {
		try {
			this.file.write(content);
			Dimension size = decoder.sizeOf(this.file);
			// Before any memory is taken: past the limit this waits, or is refused.
			this.pixelsFinalizer = memory.sized(Pixels.bytesOf(size.width, size.height))
				.register(this, this.pixels, Pixels::release);
			this.pixels.fill(decoder.decode(this.file));
		}
		finally {
			// In use up to here: what is attached is not to be given back before.
			Reference.reachabilityFence(this);
		}
	}

	byte[] thumbnail() {
		try {
			return this.pixels.thumbnail();
		}
		finally {
			// An upload forgotten just now could be collected before its pixels are read.
			Reference.reachabilityFence(this);
		}
	}

	UploadInfo info() {
		return new UploadInfo(this.id, this.file.name(), this.pixels.width(), this.pixels.height(), this.file.size(),
				this.pixels.bytes(), this.since, "/uploads/" + this.id + "/thumbnail");
	}

	String id() {
		return this.id;
	}

	@Override
	public void close() {
		try {
			if (this.pixelsFinalizer != null) {
				this.pixelsFinalizer.clean();
			}
		}
		finally {
			this.fileFinalizer.clean();
		}
	}

}
