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

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.client.JdkClientHttpRequestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class UserSessionTests extends AbstractUploadsTests {

	@Autowired
	MeterRegistry meters;

	@Test
	@DisplayName("A session has a gauge of its uploads, which goes when the session has ended")
	void gaugeGoesWithItsSession() {
		this.http = this.http.mutate()
			.requestFactory(
					new JdkClientHttpRequestFactory(HttpClient.newBuilder().cookieHandler(new CookieManager()).build()))
			.build();
		Set<String> before = sessions();
		UploadInfo one = upload(TestFiles.image("one.png", 60, 40));
		UploadInfo two = upload(TestFiles.image("two.png", 60, 40));
		Set<String> added = sessions();
		added.removeAll(before);
		assertThat(added).hasSize(1);
		assertThat(this.meters.get(UserSession.GAUGE).tag("session", added.iterator().next()).gauge().value())
			.isEqualTo(2);
		close(one);
		close(two);
		this.http.delete().uri("/session").retrieve().toBodilessEntity();
		Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
			this.http.post().uri("/collect").retrieve().toBodilessEntity();
			assertThat(sessions()).doesNotContainAnyElementsOf(added);
		});
	}

	private Set<String> sessions() {
		return this.meters.find(UserSession.GAUGE)
			.gauges()
			.stream()
			.map((gauge) -> gauge.getId().getTag("session"))
			.collect(Collectors.toSet());
	}

}
