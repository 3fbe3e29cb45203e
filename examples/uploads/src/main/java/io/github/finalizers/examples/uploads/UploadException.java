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

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Why an upload is refused; Spring answers with the problem details it carries.
 */
final class UploadException extends ErrorResponseException {

	private UploadException(HttpStatus status, String title, String detail, @Nullable Throwable cause) {
		super(status, problem(status, title, detail), cause);
	}

	private static ProblemDetail problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return problem;
	}

	static UploadException empty(String name) {
		return new UploadException(HttpStatus.BAD_REQUEST, "Empty file", "There is nothing in " + name + ".", null);
	}

	static UploadException notAnImage(String name) {
		return new UploadException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not an image",
				name + " is neither a PNG nor a JPEG.", null);
	}

	static UploadException broken(String name, Throwable cause) {
		return new UploadException(HttpStatus.UNPROCESSABLE_CONTENT, "Broken image",
				name + " begins like an image, but cannot be decoded.", cause);
	}

	static UploadException tooManyPixels(int width, int height, int maxPixels) {
		return new UploadException(HttpStatus.UNPROCESSABLE_CONTENT, "Too many pixels",
				"The image has %d x %d pixels; at most %d in all can be decoded.".formatted(width, height, maxPixels),
				null);
	}

	static UploadException unknown(String id) {
		return new UploadException(HttpStatus.NOT_FOUND, "No such upload",
				"There is no upload " + id + ", or it has been closed or forgotten.", null);
	}

	static UploadException gone(String name) {
		return new UploadException(HttpStatus.GONE, "Closed", name + " has just been closed.", null);
	}

	static UploadException noSpace(Throwable cause) {
		return new UploadException(HttpStatus.INSUFFICIENT_STORAGE, "No space left",
				"The upload could not be written to the temporary directory.", cause);
	}

	static UploadException noMemory(@Nullable Throwable cause) {
		return new UploadException(HttpStatus.SERVICE_UNAVAILABLE, "No memory left",
				"There is no direct memory left for the pixels. Close some uploads and try again.", cause);
	}

}
