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

import java.io.InputStream;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.UUID;

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

	private final Finalizer<Void> pixelsFinalizer;

	/**
	 * Attach a file and pixels, both still to be made: there is nothing yet that could be
	 * left behind, whatever fails here or later.
	 */
	Upload(SpooledFile file, Pixels pixels, FinalizerRegistry files, FinalizerRegistry memory) {
		this.file = file;
		this.pixels = pixels;
		this.fileFinalizer = files.register(this, file, SpooledFile::delete);
		this.pixelsFinalizer = memory.register(this, pixels, Pixels::release);
	}

	void load(InputStream content, ImageDecoder decoder) {
		try {
			this.file.write(content);
			decoder.decode(this.file, this.pixels);
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
			this.pixelsFinalizer.clean();
		}
		finally {
			this.fileFinalizer.clean();
		}
	}

}
