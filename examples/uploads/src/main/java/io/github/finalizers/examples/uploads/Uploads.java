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

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;

import io.github.finalizers.FinalizerRegistry;

/**
 * Holds the uploads, until they are closed or forgotten.
 */
@Service
class Uploads {

	/** The name under which the finalizers of the files are counted. */
	static final String FILES = "uploads.files";

	/** The name under which the finalizers of the pixels are counted. */
	static final String PIXELS = "uploads.pixels";

	private final Map<String, Upload> held = new ConcurrentHashMap<>();

	private final FinalizerRegistry files;

	private final FinalizerRegistry memory;

	private final Spool spool;

	private final PixelPool pool;

	private final ImageDecoder decoder;

	Uploads(FinalizerRegistry finalizers, Spool spool, PixelPool pool, ImageDecoder decoder) {
		this.files = finalizers.named(FILES);
		this.memory = finalizers.named(PIXELS);
		this.spool = spool;
		this.pool = pool;
		this.decoder = decoder;
	}

	UploadInfo add(String name, InputStreamSource source) throws IOException {
		Upload upload = new Upload(this.spool.newFile(name), this.pool.newPixels(name), this.files);
		try (InputStream content = source.getInputStream()) {
			upload.load(content, this.decoder, this.memory);
		}
		catch (IOException | RuntimeException | Error ex) {
			upload.close();
			throw ex;
		}
		this.held.put(upload.id(), upload);
		return upload.info();
	}

	List<UploadInfo> list() {
		return this.held.values().stream().map(Upload::info).sorted(Comparator.comparing(UploadInfo::since)).toList();
	}

	byte[] thumbnail(String id) {
		return found(id, this.held.get(id)).thumbnail();
	}

	/**
	 * Close an upload, as one should.
	 */
	void close(String id) {
		found(id, this.held.remove(id)).close();
	}

	/**
	 * Drop an upload without closing it, as one should not: the collector will find it.
	 */
	void forget(String id) {
		found(id, this.held.remove(id));
	}

	private static Upload found(String id, @Nullable Upload upload) {
		if (upload == null) {
			throw UploadException.unknown(id);
		}
		return upload;
	}

}
