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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests extends AbstractUploadsTests {

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "/", "/page.css", "/page.js", "/api.js", "/chart.js", "/uploads.js", "/favicon.svg" })
	@DisplayName("The page and all that it needs is there, from this application alone")
	void pageIsComplete(String path) {
		ResponseEntity<String> response = this.http.get().uri(path).retrieve().toEntity(String.class);
		assertThat(response.getStatusCode().value()).isEqualTo(200);
		assertThat(response.getBody().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
	}

	@Test
	@DisplayName("The samples are listed, and can be fetched to be uploaded")
	void samplesCanBeFetched() {
		List<String> names = get("/samples", new ParameterizedTypeReference<>() {
		});
		assertThat(names).hasSize(12).isSorted().contains("balloons.png");
		byte[] image = this.http.get().uri("/samples/balloons.png").retrieve().body(byte[].class);
		close(upload(TestFiles.named("balloons.png", image)));
	}

	@Test
	@DisplayName("The endpoint has what the chart shows: by name, live and dead by cause")
	void endpointHasWhatTheChartShows() {
		UploadInfo upload = upload(TestFiles.image("shown.png", 100, 100));
		Map<String, Object> all = get("/actuator/finalizers", new ParameterizedTypeReference<>() {
		});
		assertThat(all).containsKeys("live", "dead", "failures", "oldest", "names", "worker");
		assertThat(map(all, "names")).containsKeys("default", Uploads.FILES, Uploads.PIXELS);
		Map<String, Object> files = map(map(all, "names"), Uploads.FILES);
		assertThat(files).containsEntry("live", 1);
		Map<String, Object> pixels = map(map(all, "names"), Uploads.PIXELS);
		assertThat(pixels).containsEntry("live", 1).containsEntry("bytes", 100 * 100 * 4);
		assertThat(map(pixels, "limit")).containsEntry("bytes", 256 << 20);
		assertThat(map(files, "finished")).containsOnlyKeys("called", "collected", "exit", "detached", "abandoned",
				"unreached");
		assertThat(map(all, "worker")).containsKeys("state", "pending", "stalled");
		close(upload);
	}

	@Test
	@DisplayName("The meters tell live and dead, by name")
	void metersTellLiveAndDead() {
		UploadInfo upload = upload(TestFiles.image("measured.png", 100, 100));
		Map<String, Object> live = get("/actuator/metrics/finalizers.live?tag=name:uploads.files",
				new ParameterizedTypeReference<>() {
				});
		assertThat(live.get("measurements")).isEqualTo(List.of(Map.of("statistic", "VALUE", "value", 1.0)));
		assertThat(this.http.get().uri("/actuator/prometheus").retrieve().body(String.class))
			.containsPattern("finalizers_live\\{[^}]*name=\"uploads.pixels\"[^}]*} 1.0")
			.containsPattern("finalizers_live_bytes\\{[^}]*name=\"uploads.pixels\"[^}]*} 40000.0")
			.containsPattern("finalizers_dead\\{[^}]*name=\"uploads.pixels\"");
		close(upload);
	}

	private <T> T get(String path, ParameterizedTypeReference<T> type) {
		return this.http.get().uri(path).retrieve().body(type);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Map<String, Object> parent, String key) {
		return (Map<String, Object>) parent.get(key);
	}

}
