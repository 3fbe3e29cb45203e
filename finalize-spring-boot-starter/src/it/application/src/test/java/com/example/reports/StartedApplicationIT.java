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

package com.example.reports;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the application as a user starts it, from its jar: it is asked over HTTP,
 * then terminated as a platform does it. All that is done once, and each test looks at
 * one side of it.
 */
class StartedApplicationIT {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static String counts;

	private static HttpResponse<String> endpoint;

	private static HttpResponse<String> metric;

	private static HttpResponse<String> prometheus;

	private static int status;

	private static String log;

	@BeforeAll
	static void startAskAndTerminate(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output.log");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-jar", "target/reports.jar", "--server.address=127.0.0.1",
				"--server.port=0", "--management.endpoints.web.exposure.include=*")
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			String address = "http://127.0.0.1:" + awaitPort(process, output);
			counts = get(address + "/counts").body();
			endpoint = get(address + "/actuator/finalizers");
			metric = get(address + "/actuator/metrics/finalizers.finished?tag=name:reports&tag=cause:collected");
			prometheus = get(address + "/actuator/prometheus");
			process.destroy();
			assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
			status = process.exitValue();
		}
		finally {
			process.destroyForcibly();
			log = Files.readString(output);
		}
	}

	@Test
	void applicationShouldRunOnTheLineThatIsMeant() {
		assertThat(log).contains("(v" + System.getProperty("boot.version") + ")");
	}

	@Test
	@DisplayName("One called, one detached and one collected are dead, two are live")
	void countsWhileRunningShouldBeRight() {
		assertThat(counts).isEqualTo("2 live, 3 dead");
	}

	@Test
	@DisplayName("C37 SIGTERM: newest first, before any bean is destroyed, and the log tells what was done")
	void applicationWhenTerminatedShouldSweepBeforeBeansAreDestroyed() {
		assertThat(status).as("128 + SIGTERM").isEqualTo(143);
		assertThat(log).containsSubsequence("Finalized: called", "Finalized: newer", "Finalized: older",
				"Exit sweep: 2 actions run", "live 0, dead 5: called 1, collected 1, exit 2, detached 1",
				"Destroyed, with 0 live");
		assertThat(log).containsOnlyOnce("Finalized: collected").doesNotContain("Finalized: detached");
	}

	@Test
	@EnabledIfSystemProperty(named = "boot.actuator", matches = "true", disabledReason = "a line without Actuator")
	void endpointShouldShowTheCounts() {
		Map<String, Object> name = JsonPath.read(endpoint.body(), "$.names.reports");
		assertThat(name).containsEntry("live", 2)
			.containsEntry("dead", 3)
			.containsEntry("failures", 0)
			.containsEntry("finished",
					Map.of("called", 1, "collected", 1, "exit", 0, "detached", 1, "abandoned", 0, "unreached", 0));
	}

	@Test
	@EnabledIfSystemProperty(named = "boot.actuator", matches = "true", disabledReason = "a line without Actuator")
	void metersShouldShowTheCounts() {
		assertThat(JsonPath.<Double>read(metric.body(), "$.measurements[0].value")).isEqualTo(1);
		assertThat(prometheus.body().lines()).contains("finalizers_live{name=\"reports\"} 2.0",
				"finalizers_dead{name=\"reports\"} 3.0",
				"finalizers_finished_total{cause=\"called\",name=\"reports\"} 1.0",
				"finalizers_finished_total{cause=\"detached\",name=\"reports\"} 1.0");
	}

	private static String awaitPort(Process process, Path output) {
		return Awaitility.await().atMost(LIMIT).until(() -> {
			String soFar = Files.readString(output);
			assertThat(process.isAlive()).as(soFar).isTrue();
			Matcher port = PORT.matcher(soFar);
			return port.find() ? port.group(1) : "";
		}, (port) -> !port.isEmpty());
	}

	private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build(), BodyHandlers.ofString());
	}

}
