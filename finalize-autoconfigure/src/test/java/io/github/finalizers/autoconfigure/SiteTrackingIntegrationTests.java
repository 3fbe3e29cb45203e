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

package io.github.finalizers.autoconfigure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the write operation of the endpoint over HTTP, where it is allowed.
 */
class SiteTrackingIntegrationTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	@DisplayName("spring.md Endpoint: with access to write, where finalizers are registered is asked for over HTTP")
	void postShouldChangeWhatIsRecorded() throws Exception {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class).run(
				"--server.address=127.0.0.1", "--server.port=0", "--management.endpoints.web.exposure.include=*",
				"--management.endpoint.finalizers.access=unrestricted", "--finalize.registration-sites=off")) {
			URI endpoint = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
					+ "/actuator/finalizers");
			FinalizerRegistry tracked = context.getBean(FinalizerRegistry.class).named("tracked");
			tracked.register(this, () -> {
			});
			HttpResponse<String> answer = post(endpoint, "{\"mode\":\"all\",\"wholeStacks\":false,\"time\":\"5m\"}");
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(JsonPath.<Map<String, Object>>read(answer.body(), "$")).containsOnly(Map.entry("mode", "all"),
					Map.entry("wholeStacks", false), Map.entry("time", "PT5M"));
			tracked.register(this, () -> {
			});
			HttpResponse<String> shown = this.client
				.send(HttpRequest.newBuilder(URI.create(endpoint + "/tracked")).build(), BodyHandlers.ofString());
			List<List<String>> sites = JsonPath.read(shown.body(), "$.finalizers[*].site");
			assertThat(sites).hasSize(2).filteredOn((site) -> !site.isEmpty()).singleElement().satisfies((site) -> {
				assertThat(site).hasSize(1);
				assertThat(site.get(0)).startsWith(getClass().getName() + ".postShouldChangeWhatIsRecorded(");
			});
			assertThat(post(endpoint, "{\"mode\":\"all\",\"wholeStacks\":true,\"time\":\"61m\"}").statusCode())
				.isEqualTo(400);
			assertThat(post(endpoint, "{\"mode\":\"some\",\"wholeStacks\":true,\"time\":\"1m\"}").statusCode())
				.isEqualTo(400);
		}
	}

	private HttpResponse<String> post(URI endpoint, String body) throws Exception {
		return this.client.send(HttpRequest.newBuilder(endpoint)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build(), BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
