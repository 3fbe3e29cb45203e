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

import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The running application, used over HTTP. A test leaves nothing behind, and says what
 * has become of the finalizers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.banner-mode=off", "logging.level.root=warn" })
abstract class AbstractUploadsTests {

	@Autowired
	FinalizerRegistry finalizers;

	@Autowired
	Uploads uploads;

	@Autowired
	Spool spool;

	@Autowired
	PixelPool pool;

	RestClient http;

	private FinalizerStatistics before;

	@BeforeEach
	void setUp(@LocalServerPort int port) {
		this.http = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + port)
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
		this.before = this.finalizers.statistics();
	}

	@AfterEach
	void nothingIsLeftBehind() {
		try {
			assertHeld(0);
			assertThat(this.spool.fileCount()).isZero();
			assertThat(this.pool.bytesOut()).isZero();
			assertThat(this.finalizers.statistics().bytes()).isZero();
			assertThat(this.finalizers.statistics().failures()).isEqualTo(this.before.failures());
		}
		finally {
			// A test that failed is not to fail the next one.
			this.uploads.list().forEach((upload) -> this.uploads.close(upload.id()));
		}
	}

	/**
	 * Each name has as many live finalizers as there are uploads, forgotten ones
	 * included.
	 */
	void assertHeld(long count) {
		assertThat(this.finalizers).hasLive(Uploads.FILES, count).hasLive(Uploads.PIXELS, count);
	}

	/**
	 * Since the test began, each name had exactly these deaths.
	 */
	void assertDied(Map<FinalizerCause, Long> expected) {
		assertDied(Uploads.FILES, expected);
		assertDied(Uploads.PIXELS, expected);
	}

	void assertDied(String name, Map<FinalizerCause, Long> expected) {
		FinalizerStatistics now = this.finalizers.statistics();
		for (FinalizerCause cause : FinalizerCause.values()) {
			long died = now.names().get(name).finished(cause) - this.before.names().get(name).finished(cause);
			assertThat(died).as(name + " " + cause).isEqualTo(expected.getOrDefault(cause, 0L));
		}
	}

	/**
	 * Until then what was forgotten may not have been found, or not been run.
	 */
	void collectUntilHeld(long count) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			this.http.post().uri("/collect").retrieve().toBodilessEntity();
			assertHeld(count);
			assertThat(this.spool.fileCount()).isEqualTo(count);
		});
	}

	UploadInfo upload(Object part) {
		ResponseEntity<UploadInfo> response = post(part, UploadInfo.class);
		assertThat(response.getStatusCode().value()).isEqualTo(201);
		return response.getBody();
	}

	ResponseEntity<ProblemDetail> refused(Object part) {
		return post(part, ProblemDetail.class);
	}

	<T> ResponseEntity<T> post(Object part, Class<T> type) {
		MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
		form.add("file", part);
		return this.http.post()
			.uri("/uploads")
			.contentType(MediaType.MULTIPART_FORM_DATA)
			.body(form)
			.retrieve()
			.toEntity(type);
	}

	int close(UploadInfo upload) {
		return this.http.delete()
			.uri("/uploads/{id}", upload.id())
			.retrieve()
			.toBodilessEntity()
			.getStatusCode()
			.value();
	}

	int forget(UploadInfo upload) {
		return this.http.post()
			.uri("/uploads/{id}/forget", upload.id())
			.retrieve()
			.toBodilessEntity()
			.getStatusCode()
			.value();
	}

	static void assertProblem(ResponseEntity<ProblemDetail> response, int status, String title, String detail) {
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody().getTitle()).isEqualTo(title);
		assertThat(response.getBody().getDetail()).contains(detail);
		assertThat(response.getBody().getStatus()).isEqualTo(status);
	}

}
