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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests over HTTP against a running application with Actuator and Prometheus. There is
 * one instance for all of them, because it is the referent, and is to stay alive.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RunningApplicationIntegrationTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	private static FinalizerRegistry registry;

	@BeforeAll
	static void start() {
		context = new SpringApplicationBuilder(Application.class).run("--server.address=127.0.0.1", "--server.port=0",
				"--management.endpoints.web.exposure.include=*", "--finalize.names[com.acme.never-used].at-exit=false",
				// What an application makes of JSON is not to change the endpoint.
				"--spring.jackson.default-property-inclusion=non_null",
				"--spring.jackson.property-naming-strategy=SNAKE_CASE");
		registry = context.getBean(FinalizerRegistry.class);
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@Test
	@DisplayName("spring.md Endpoint: /actuator/finalizers in its fixed shape, with configured names never used")
	void endpointShouldShowTotalsNamesAndWorker() throws Exception {
		FinalizerRegistry uploads = registry.named("uploads.files");
		Finalizer<Void> called = register(uploads);
		register(uploads);
		called.call();
		String body = get("/actuator/finalizers").body();
		Map<String, Object> all = JsonPath.read(body, "$");
		assertThat(all).containsOnlyKeys("live", "dead", "failures", "leaks", "bytes", "oldest", "names", "worker")
			.containsEntry("live", (int) registry.liveCount())
			.containsEntry("dead", (int) registry.deadCount())
			.containsEntry("failures", 0);
		assertThat(Duration.parse(all.get("oldest").toString())).isPositive();
		Map<String, Map<String, Object>> names = JsonPath.read(body, "$.names");
		assertThat(names).containsKeys("com.acme.never-used", "default", "uploads.files");
		assertThat(names.get("default")).containsOnlyKeys("live", "dead", "finished", "failures", "leaks", "bytes",
				"limitExceeded");
		assertThat(names.get("uploads.files")).containsEntry("live", 1)
			.containsEntry("dead", 1)
			.containsEntry("finished",
					Map.of("called", 1, "collected", 0, "exit", 0, "detached", 0, "abandoned", 0, "unreached", 0));
		Map<String, Object> worker = JsonPath.read(body, "$.worker");
		assertThat(worker).containsOnlyKeys("state", "pending", "stalled")
			.containsEntry("state", "waiting")
			.containsEntry("pending", 0)
			.containsEntry("stalled", List.of());
	}

	@Test
	void endpointOfANameShouldListItsLiveFinalizers() throws Exception {
		register(registry.named("listed.files"));
		String body = get("/actuator/finalizers/listed.files").body();
		Map<String, Object> name = JsonPath.read(body, "$");
		assertThat(name)
			.containsOnlyKeys("name", "live", "dead", "finished", "failures", "leaks", "bytes", "limitExceeded",
					"leakPlaces", "oldest", "truncated", "finalizers")
			.containsEntry("name", "listed.files")
			.containsEntry("live", 1)
			.containsEntry("truncated", false);
		List<Map<String, Object>> finalizers = JsonPath.read(body, "$.finalizers");
		assertThat(finalizers).singleElement().satisfies((finalizer) -> {
			assertThat(finalizer).containsOnlyKeys("referentType", "actionType", "atExit", "age", "site")
				.containsEntry("referentType", getClass().getTypeName())
				.containsEntry("atExit", true);
			assertThat(Duration.parse(finalizer.get("age").toString())).isPositive();
		});
	}

	@Test
	void endpointOfAnUnknownNameShouldBeNotFoundAndNotCreateIt() throws Exception {
		assertThat(get("/actuator/finalizers/unknown").statusCode()).isEqualTo(404);
		assertThat(get("/actuator/finalizers/no%20name%20at%20all").statusCode()).isEqualTo(404);
		assertThat(registry.statistics().names()).doesNotContainKey("unknown");
	}

	@Test
	void endpointShouldAllowNoWriteOperation() throws Exception {
		HttpRequest post = HttpRequest.newBuilder(uri("/actuator/finalizers")).POST(BodyPublishers.noBody()).build();
		assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
	}

	@Test
	@DisplayName("live + dead = registered, over HTTP, whenever it is quiet")
	void metersShouldAgreeWithTheRegistry() throws Exception {
		for (int i = 0; i < 7; i++) {
			Finalizer<Void> finalizer = register(registry.named("counted"));
			if (i < 3) {
				finalizer.call();
			}
			else if (i < 5) {
				finalizer.detach();
			}
			double live = value("/actuator/metrics/finalizers.live?tag=name:counted");
			double dead = value("/actuator/metrics/finalizers.dead?tag=name:counted");
			assertThat(live + dead).isEqualTo(i + 1);
			assertThat(live).isEqualTo(registry.named("counted").liveCount());
		}
		assertThat(value("/actuator/metrics/finalizers.finished?tag=name:counted")).isEqualTo(5);
		assertThat(value("/actuator/metrics/finalizers.finished?tag=name:counted&tag=cause:detached")).isEqualTo(2);
		assertThat(value("/actuator/metrics/finalizers.live")).isEqualTo(registry.liveCount());
		assertThat(value("/actuator/metrics/finalizers.pending")).isZero();
		assertThat(value("/actuator/metrics/finalizers.stalled")).isZero();
	}

	@Test
	void prometheusShouldExposeEveryMeter() throws Exception {
		register(registry.named("scraped"));
		assertThat(get("/actuator/prometheus").body().lines()).contains("finalizers_live{name=\"scraped\"} 1.0",
				"finalizers_live{name=\"com.acme.never-used\"} 0.0", "finalizers_dead{name=\"scraped\"} 0.0",
				"finalizers_finished_total{cause=\"exit\",name=\"default\"} 0.0",
				"finalizers_failures_total{name=\"scraped\"} 0.0", "finalizers_leaks_total{name=\"scraped\"} 0.0",
				"finalizers_live_bytes{name=\"scraped\"} 0.0", "finalizers_limit_exceeded_total{name=\"scraped\"} 0.0",
				"finalizers_stalled 0.0", "finalizers_pending 0.0",
				"finalizers_actions_seconds_count{name=\"scraped\"} 0");
	}

	private Finalizer<Void> register(FinalizerRegistry registry) {
		return registry.register(this, () -> {
		});
	}

	private double value(String path) throws Exception {
		return JsonPath.<Double>read(get(path).body(), "$.measurements[0].value");
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
