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
import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Uploads over HTTP.
 */
@RestController
@RequestMapping("/uploads")
class UploadController {

	private final Uploads uploads;

	private final Spool spool;

	private final UserSession session;

	UploadController(Uploads uploads, Spool spool, UserSession session) {
		this.uploads = uploads;
		this.spool = spool;
		this.session = session;
	}

	@GetMapping
	Overview list() {
		return new Overview(this.uploads.list(), this.spool.fileCount());
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	ResponseEntity<UploadInfo> upload(@RequestPart("file") MultipartFile file) throws IOException {
		String name = FileName.of(file.getOriginalFilename());
		if (file.isEmpty()) {
			throw UploadException.empty(name);
		}
		UploadInfo upload = this.uploads.add(name, file);
		this.session.countUpload();
		return ResponseEntity.created(URI.create("/uploads/" + upload.id())).body(upload);
	}

	@GetMapping(path = "/{id}/thumbnail", produces = MediaType.IMAGE_PNG_VALUE)
	ResponseEntity<byte[]> thumbnail(@PathVariable String id) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
			.body(this.uploads.thumbnail(id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void close(@PathVariable String id) {
		this.uploads.close(id);
	}

	@PostMapping("/{id}/forget")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void forget(@PathVariable String id) {
		this.uploads.forget(id);
	}

	/**
	 * What is held, and which files there really are.
	 *
	 * @param uploads the uploads held
	 * @param files how many files are in the temporary directory
	 */
	record Overview(List<UploadInfo> uploads, long files) {

	}

}
