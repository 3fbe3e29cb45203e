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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * What a real Prometheus server answers of the application, what the dashboard shows of
 * it, and which alerts fire.
 */
class MonitoringTests {

	private static final Pattern SERIES = Pattern.compile("finalizers_\\w+");

	@TempDir
	private static Path directory;

	private static MonitoredApplication application;

	private static PrometheusServer prometheus;

	@BeforeEach
	void startOnce() throws Exception {
		// Not before all: each test is to be reported as skipped.
		Monitoring.command("prometheus");
		if (application == null) {
			application = MonitoredApplication.start(directory);
			prometheus = application.prometheus();
			use(application.client());
		}
		Awaitility.await()
			.atMost(MonitoredApplication.LIMIT)
			.until(() -> prometheus.values("finalizers_stalled"), Map.of("", 5.0)::equals);
	}

	@AfterAll
	static void stop() throws Exception {
		if (application != null) {
			application.close();
		}
	}

	/**
	 * Of six uploads two are closed, two forgotten and two held; then one action fails,
	 * and six block, of which five have a thread and one is past the limit.
	 */
	private static void use(DemoClient client) {
		for (int i = 0; i < 2; i++) {
			client.upload(TestFiles.image("held.png", 400, 300));
			client.close(client.upload(TestFiles.image("closed.png", 400, 300)));
			client.forget(client.upload(TestFiles.image("forgotten.png", 400, 300)));
		}
		application.trouble("fail");
		application
			.collectUntil((endpoint) -> endpoint.at("/leaks").asInt() == 2 && endpoint.at("/failures").asInt() == 1
					&& endpoint.at("/names/uploads.pixels/finished/collected").asInt() == 2);
		application.trouble("block/6");
		application.collectUntil((endpoint) -> endpoint.at("/worker/stalled").size() == 5);
	}

	@Test
	@DisplayName("Prometheus has what the endpoint shows, by name and cause, and what really happened")
	void answersAreThoseOfTheEndpoint() {
		Awaitility.await().atMost(MonitoredApplication.LIMIT).untilAsserted(() -> {
			JsonNode endpoint = application.endpoint();
			assertThat(prometheus.values("finalizers_live", "name")).isEqualTo(byName(endpoint, "live"));
			assertThat(prometheus.values("finalizers_dead", "name")).isEqualTo(byName(endpoint, "dead"));
			assertThat(prometheus.values("finalizers_failures_total", "name")).isEqualTo(byName(endpoint, "failures"));
			assertThat(prometheus.values("finalizers_leaks_total", "name")).isEqualTo(byName(endpoint, "leaks"));
			assertThat(prometheus.values("finalizers_finished_total", "name", "cause"))
				.isEqualTo(byNameAndCause(endpoint));
			assertThat(prometheus.values("finalizers_pending")).isEqualTo(Map.of("", 1.0));
		});
		assertThat(prometheus.values("finalizers_live", "name")).contains(entry(Uploads.FILES, 2.0),
				entry(Uploads.PIXELS, 2.0), entry("uploads.sessions", 1.0));
		assertThat(prometheus.values("finalizers_finished_total", "name", "cause")).contains(
				entry(Uploads.FILES + " called", 2.0), entry(Uploads.FILES + " collected", 2.0),
				entry(Uploads.FILES + " exit", 0.0), entry(Trouble.NAME + " collected", 6.0));
		assertThat(prometheus.values("finalizers_leaks_total", "name")).contains(entry(Uploads.FILES, 2.0),
				entry(Uploads.PIXELS, 0.0));
		assertThat(prometheus.values("finalizers_failures_total", "name")).contains(entry(Trouble.NAME, 1.0),
				entry(Uploads.FILES, 0.0));
		assertThat(prometheus.values("finalizers_live_bytes", "name")).contains(entry(Trouble.NAME, 6.0 * Trouble.SIZE),
				entry(Uploads.PIXELS, 2.0 * 400 * 300 * 4), entry(Uploads.FILES, 0.0));
		assertThat(prometheus.values("finalizers_limit_exceeded_total", "name")).contains(entry(Trouble.NAME, 1.0),
				entry(Uploads.FILES, 0.0));
		assertThat(prometheus.values("finalizers_actions_seconds_count", "name")).contains(entry(Uploads.FILES, 2.0),
				entry(Trouble.NAME, 1.0));
		assertThat(prometheus.values("finalizers_actions_seconds_sum > 0", "name")).containsOnlyKeys(Uploads.FILES,
				Uploads.PIXELS, Trouble.NAME);
	}

	@Test
	@DisplayName("Each panel of the dashboard shows something, for the applications and instances that can be chosen")
	void panelsShowSomething() {
		Dashboard dashboard = Dashboard.read();
		Map<String, String> choices = dashboard.choices(prometheus);
		assertThat(choices).containsOnlyKeys("$application", "$instance").containsEntry("$application", "uploads");
		assertThat(choices.get("$instance")).startsWith("127.0.0.1:");
		choices.putAll(Map.of("$__rate_interval", "10m", "$__range", "10m"));
		for (JsonNode panel : dashboard.panels()) {
			Map<String, Double> values = prometheus.values(Dashboard.resolve(Dashboard.query(panel), choices), "name",
					"cause", "instance");
			assertThat(values.values()).as(Dashboard.title(panel) + " " + values)
				.anyMatch((value) -> Double.isFinite(value) && value > 0);
		}
	}

	@Test
	@DisplayName("Prometheus takes all alert rules, and fires those for what went wrong, with instance and name")
	void alertsFire() {
		Awaitility.await()
			.atMost(MonitoredApplication.LIMIT)
			.untilAsserted(() -> assertThat(prometheus.get("alerts").get("alerts"))
				.filteredOn((alert) -> alert.get("state").asString().equals("firing"))
				.extracting((alert) -> alert.at("/annotations/summary").asString())
				.map((summary) -> summary.replaceAll("127\\.0\\.0\\.1:\\d+", "uploads"))
				.containsExactlyInAnyOrder("5 finalizer action(s) of uploads do not end",
						"Finalizer actions of \"trouble\" of uploads fail",
						"Finalizers of \"uploads.files\" of uploads must be called, and were not"));
		JsonNode rules = prometheus.get("rules").at("/groups/0/rules");
		assertThat(rules).hasSize(5).allSatisfy((rule) -> {
			String query = rule.get("query").asString();
			assertThat(rule.get("health").asString()).as(query).isEqualTo("ok");
			assertThat(SERIES.matcher(query).results()).isNotEmpty()
				.allSatisfy((series) -> assertThat(prometheus.values("count(" + series.group() + ")")).isNotEmpty());
		});
	}

	@Test
	@DisplayName("The leak report of the guide is what the application logs")
	void leakReportIsThatOfTheGuide() throws Exception {
		String guide = Files.readString(Monitoring.guide());
		String report = guide.substring(guide.indexOf("A finalizer of \"uploads.files\""));
		report = report.substring(0, report.indexOf("```"));
		assertThat(report.lines()).hasSize(4);
		assertThat(withoutNumbers(application.output())).contains(withoutNumbers(report));
	}

	private static String withoutNumbers(String text) {
		return text.replaceAll(":\\d+\\)", ":0)");
	}

	private static Map<String, Double> byName(JsonNode endpoint, String count) {
		Map<String, Double> values = new TreeMap<>();
		endpoint.get("names")
			.properties()
			.forEach((name) -> values.put(name.getKey(), name.getValue().get(count).asDouble()));
		return values;
	}

	private static Map<String, Double> byNameAndCause(JsonNode endpoint) {
		Map<String, Double> values = new TreeMap<>();
		endpoint.get("names")
			.properties()
			.forEach((name) -> name.getValue()
				.get("finished")
				.properties()
				.forEach((cause) -> values.put(name.getKey() + " " + cause.getKey(), cause.getValue().asDouble())));
		return values;
	}

}
