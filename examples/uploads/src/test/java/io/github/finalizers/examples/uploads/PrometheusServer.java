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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Prometheus server, as this machine has it, which scrapes an application and evaluates
 * the alert rules, both every second. It has the configuration from the guide.
 */
final class PrometheusServer implements AutoCloseable {

	private static final Path CONFIGURATION = Monitoring.file("prometheus.yml");

	private static final Path RULES = Monitoring.file("finalizers-alerts.yml");

	private static final Pattern ADDRESS = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Path output;

	private final Process process;

	private final RestClient http;

	private PrometheusServer(Path output, Process process) {
		this.output = output;
		this.process = process;
		this.http = RestClient.create("http://" + awaitAddress());
	}

	/**
	 * Start it in a directory, and wait until it has scraped the application.
	 */
	static PrometheusServer start(Path directory, int port) throws IOException {
		Path configuration = directory.resolve("prometheus.yml");
		Files.writeString(configuration,
				Files.readString(CONFIGURATION).replace("15s", "1s").replace(":8080", ":" + port));
		Files.writeString(directory.resolve(RULES.getFileName()),
				Files.readString(RULES).replace("for: 1m", "for: 1s"));
		Path output = directory.resolve("prometheus.log");
		Process process = new ProcessBuilder(Monitoring.command("prometheus").toString(),
				"--config.file=" + configuration, "--storage.tsdb.path=" + directory.resolve("storage"),
				"--web.listen-address=127.0.0.1:0")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			PrometheusServer server = new PrometheusServer(output, process);
			Awaitility.await()
				.atMost(LIMIT)
				.ignoreExceptions()
				.until(() -> server.values("up", "job"), Map.of("uploads", 1.0)::equals);
			return server;
		}
		catch (RuntimeException | Error ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private String awaitAddress() {
		return Awaitility.await().atMost(LIMIT).until(() -> {
			String log = Files.readString(this.output);
			assertThat(this.process.isAlive()).as(log).isTrue();
			Matcher matcher = ADDRESS.matcher(log);
			return matcher.find() ? matcher.group(1) : "";
		}, (address) -> !address.isEmpty());
	}

	/**
	 * Return what a query answers now, by the values of these labels.
	 */
	Map<String, Double> values(String query, String... labels) {
		Map<String, Double> values = new TreeMap<>();
		for (JsonNode series : get("query?query={query}", query).get("result")) {
			String key = Stream.of(labels)
				.map((label) -> series.get("metric").path(label).asString("?"))
				.collect(Collectors.joining(" "));
			assertThat(values.put(key, Double.valueOf(series.get("value").get(1).asString()))).as(query + " by " + key)
				.isNull();
		}
		return values;
	}

	/**
	 * Return the data of an answer of its API. Whatever is not answered with success is
	 * thrown.
	 */
	JsonNode get(String path, Object... values) {
		JsonNode answer = this.http.get().uri("/api/v1/" + path, values).retrieve().body(JsonNode.class);
		assertThat(answer.get("status").asString()).isEqualTo("success");
		return answer.get("data");
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
	}

}
