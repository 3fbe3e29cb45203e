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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

class BadUploadsTests extends AbstractUploadsTests {

	private static final Map<FinalizerCause, Long> GIVEN_BACK = Map.of(FinalizerCause.CALLED, 1L);

	private static final Map<FinalizerCause, Long> NEVER_BEGUN = Map.of();

	@Test
	@DisplayName("A file that is no image: 415, whatever it is called")
	void noImage() {
		byte[] text = "This is no picture.".getBytes(StandardCharsets.UTF_8);
		assertProblem(refused(TestFiles.named("picture.png", text)), 415, "Not an image", "picture.png is neither");
		assertOnlyFileGivenBack();
	}

	@Test
	@DisplayName("An image of another format: 415")
	void otherFormat() {
		assertProblem(refused(TestFiles.image("picture.gif", 10, 10)), 415, "Not an image", "picture.gif is neither");
		assertOnlyFileGivenBack();
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "png, 1", "jpg, 0" })
	@DisplayName("An image that breaks off: 422, with or without a size in its header")
	void brokenImage(String format, long pixels) {
		byte[] image = TestFiles.encoded(format, 400, 300);
		byte[] broken = Arrays.copyOf(image, 60);
		assertProblem(refused(TestFiles.named("torn." + format, broken)), 422, "Broken image", "torn." + format);
		assertDied(Uploads.FILES, GIVEN_BACK);
		assertDied(Uploads.PIXELS, Map.of(FinalizerCause.CALLED, pixels));
	}

	@Test
	@DisplayName("A small file that declares 50,000 x 50,000 pixels: 422, without an attempt to decode it")
	void tooManyPixels() {
		byte[] bomb = TestFiles.declaring(50_000, 50_000);
		assertThat(bomb).hasSizeLessThan(100);
		assertProblem(refused(TestFiles.named("bomb.png", bomb)), 422, "Too many pixels", "50000 x 50000 pixels");
		assertOnlyFileGivenBack();
	}

	@Test
	@DisplayName("A file that declares more pixels than an int can count: 422 too")
	void morePixelsThanAnInt() {
		byte[] bomb = TestFiles.declaring(Integer.MAX_VALUE, Integer.MAX_VALUE);
		assertThat(refused(TestFiles.named("bomb.png", bomb)).getStatusCode().value()).isEqualTo(422);
		assertOnlyFileGivenBack();
	}

	@Test
	@DisplayName("An empty file: 400")
	void emptyFile() {
		assertProblem(refused(TestFiles.named("empty.png", new byte[0])), 400, "Empty file", "nothing in empty.png");
		assertDied(NEVER_BEGUN);
	}

	@ParameterizedTest(name = "{0} MB")
	@ValueSource(ints = { 11, 30 })
	@DisplayName("A file of more than 10 MB: 413, and the client gets to read it")
	void oversizedFile(int megabytes) {
		byte[] large = new byte[megabytes * 1024 * 1024 - 1000];
		assertProblem(refused(TestFiles.named("large.png", large)), 413, "File too large", "at most 10 MB");
		assertDied(NEVER_BEGUN);
	}

	@Test
	@DisplayName("A form without the part 'file', and a part that is no file: 400")
	void missingPart() {
		ResponseEntity<ProblemDetail> response = send("/uploads", "multipart/form-data; boundary=x",
				"--x\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a.png\"\r\n\r\nabc\r\n--x--\r\n");
		assertProblem(response, 400, "Bad Request", "Required part 'file' is not present");
		assertThat(refused("just a value").getStatusCode().value()).isEqualTo(400);
		assertDied(NEVER_BEGUN);
	}

	@Test
	@DisplayName("A form that breaks off, or has no boundary: 400")
	void brokenForm() {
		ResponseEntity<ProblemDetail> response = send("/uploads", "multipart/form-data; boundary=x",
				"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\nabc");
		assertProblem(response, 400, "Unreadable form", "not a complete multipart form");
		response = send("/uploads", "multipart/form-data", "abc");
		assertProblem(response, 400, "Unreadable form", "not a complete multipart form");
		assertDied(NEVER_BEGUN);
	}

	@Test
	@DisplayName("A request that is no form: 415")
	void noForm() {
		assertProblem(send("/uploads", "application/json", "{}"), 415, "Unsupported Media Type", "application/json");
		assertDied(NEVER_BEGUN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../../evil.png", "..\\..\\evil.png", "/tmp/evil.png", "C:\\evil.png" })
	@DisplayName("A file name with a path in it: only its last part is shown, and none of it is a path")
	void pathAsName(String name) {
		UploadInfo upload = upload(TestFiles.named(name, TestFiles.encoded("png", 20, 20)));
		assertThat(upload.name()).isEqualTo("evil.png");
		assertThat(this.spool.fileCount()).as("in the one directory").isEqualTo(1);
		close(upload);
		assertDied(GIVEN_BACK);
	}

	@Test
	@DisplayName("An unknown id: 404 for its thumbnail, to a browser's image too, to close it and to forget it")
	void unknownId() {
		String detail = "There is no upload none";
		ResponseEntity<ProblemDetail> thumbnail = this.http.get()
			.uri("/uploads/none/thumbnail")
			.header("Accept", "image/*")
			.retrieve()
			.toEntity(ProblemDetail.class);
		assertProblem(thumbnail, 404, "No such upload", detail);
		assertProblem(send(HttpMethod.DELETE, "/uploads/none"), 404, "No such upload", detail);
		assertProblem(send(HttpMethod.POST, "/uploads/none/forget"), 404, "No such upload", detail);
		assertDied(NEVER_BEGUN);
	}

	private void assertOnlyFileGivenBack() {
		assertDied(Uploads.FILES, GIVEN_BACK);
		assertDied(Uploads.PIXELS, NEVER_BEGUN);
	}

	private ResponseEntity<ProblemDetail> send(HttpMethod method, String path) {
		return this.http.method(method).uri(path).retrieve().toEntity(ProblemDetail.class);
	}

	private ResponseEntity<ProblemDetail> send(String path, String contentType, String body) {
		return this.http.post()
			.uri(path)
			.contentType(MediaType.parseMediaType(contentType))
			.body(body.getBytes(StandardCharsets.UTF_8))
			.retrieve()
			.toEntity(ProblemDetail.class);
	}

}
