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
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import io.github.finalizers.FinalizerLimitException;

/**
 * Answers with problem details where Spring's own say too little, and logs what is not
 * the client's fault.
 */
@RestControllerAdvice
class UploadProblems extends ResponseEntityExceptionHandler {

	private final DataSize maxFileSize;

	UploadProblems(@Value("${spring.servlet.multipart.max-file-size}") DataSize maxFileSize) {
		this.maxFileSize = maxFileSize;
	}

	@ExceptionHandler
	ProblemDetail unreadable(MultipartException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"The request is not a complete multipart form.");
		problem.setTitle("Unreadable form");
		return problem;
	}

	/**
	 * So much is held that even a collection made no room.
	 */
	@ExceptionHandler
	ProblemDetail noMemory(FinalizerLimitException ex) {
		this.logger.error("Refused an upload", ex);
		return UploadException.noMemory(ex).getBody();
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(MaxUploadSizeExceededException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ex.getBody().setTitle("File too large");
		ex.getBody().setDetail("A file may have at most " + this.maxFileSize.toMegabytes() + " MB.");
		return super.handleMaxUploadSizeExceededException(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			this.logger.error("Answered with status " + status.value(), ex);
		}
		return super.handleExceptionInternal(ex, body, headers, status, request);
	}

}
