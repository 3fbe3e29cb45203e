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
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/**
 * The application in a process, scraped by a real Prometheus server. It tells leaks with
 * the stack of who registered, and takes half a second for a stall.
 */
final class MonitoredApplication implements AutoCloseable {

	static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String ALL_STACKS = """
			{"mode": "all", "wholeStacks": true, "time": "10m"}""";

	private final ApplicationProcess process;

	private final RestClient http;

	private final DemoClient client;

	private final PrometheusServer prometheus;

	private MonitoredApplication(Path directory, ApplicationProcess process) throws IOException {
		this.process = process;
		int port = process.awaitPort();
		this.http = RestClient.create("http://127.0.0.1:" + port);
		this.client = new DemoClient(port);
		this.prometheus = PrometheusServer.start(directory, port);
	}

	static MonitoredApplication start(Path directory) throws IOException {
		ApplicationProcess process = new ApplicationProcess(directory, "--server.port=0",
				"--spring.profiles.active=trouble", "--uploads.directory=" + directory.resolve("uploads"),
				"--finalize.names[uploads.files].must-be-called=true", "--finalize.worker.stall-threshold=500ms",
				"--finalize.names[trouble].limit.bytes=5MB", "--management.endpoint.finalizers.access=unrestricted");
		try {
			MonitoredApplication application = new MonitoredApplication(directory, process);
			application.http.post()
				.uri("/actuator/finalizers")
				.contentType(MediaType.APPLICATION_JSON)
				.body(ALL_STACKS)
				.retrieve()
				.toBodilessEntity();
			return application;
		}
		catch (IOException | RuntimeException | Error ex) {
			process.close();
			throw ex;
		}
	}

	DemoClient client() {
		return this.client;
	}

	PrometheusServer prometheus() {
		return this.prometheus;
	}

	JsonNode endpoint() {
		return this.http.get().uri("/actuator/finalizers").retrieve().body(JsonNode.class);
	}

	String output() {
		return this.process.output();
	}

	void trouble(String path) {
		this.http.post().uri("/trouble/" + path).retrieve().toBodilessEntity();
	}

	/**
	 * Ask for collections until the endpoint shows what is expected of them.
	 */
	void collectUntil(Predicate<JsonNode> condition) {
		Awaitility.await().atMost(LIMIT).until(() -> {
			this.client.collect();
			return condition.test(endpoint());
		});
	}

	@Override
	public void close() throws InterruptedException {
		this.process.close();
		this.prometheus.close();
	}

}
