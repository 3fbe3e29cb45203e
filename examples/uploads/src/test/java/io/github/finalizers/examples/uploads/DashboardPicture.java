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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Draws the picture of the guide: what Prometheus answers to the queries of the dashboard
 * after the application was used for some time. It takes that time, so it is run by its
 * name only.
 */
class DashboardPicture {

	private static final Path PICTURE = Monitoring.guide().resolveSibling(Path.of("images", "dashboard.svg"));

	private static final Duration TIME = Duration.ofMinutes(2);

	private final Deque<String> held = new ArrayDeque<>();

	@Test
	@DisplayName("The picture of the dashboard is drawn from what Prometheus answers")
	void drawDashboard(@TempDir Path directory) throws Exception {
		Monitoring.command("prometheus");
		try (MonitoredApplication application = MonitoredApplication.start(directory)) {
			Instant begin = Instant.now();
			use(application);
			String picture = draw(application.prometheus(), begin, Instant.now());
			assertThat(picture).hasSizeLessThan(100_000);
			Files.createDirectories(PICTURE.getParent());
			Files.writeString(PICTURE, picture);
		}
	}

	/**
	 * Upload all the time, hold sometimes more and sometimes less, close most and forget
	 * some; in the third quarter, let actions fail, and then block.
	 */
	private void use(MonitoredApplication application) throws InterruptedException {
		DemoClient client = application.client();
		int steps = (int) (TIME.toMillis() / 100);
		for (int step = 0; step < steps; step++) {
			this.held.add(client.upload(TestFiles.image("picture.png", 200 + step % 100, 150)));
			double wave = Math.sin(4 * Math.PI * step / steps);
			while (this.held.size() > 30 + 20 * wave) {
				String id = this.held.remove();
				if (this.held.size() % 8 == 0) {
					client.forget(id);
				}
				else {
					client.close(id);
				}
			}
			if (step % (steps / 8) == 0) {
				client.collect();
			}
			trouble(application, 8.0 * step / steps);
			Thread.sleep(50);
		}
	}

	private static void trouble(MonitoredApplication application, double eighths) {
		if (eighths == 4) {
			application.trouble("fail");
			application.trouble("fail");
		}
		else if (eighths == 5) {
			application.trouble("block/9");
			application.client().collect();
		}
		else if (eighths == 6) {
			application.trouble("end");
		}
	}

	private static String draw(PrometheusServer prometheus, Instant begin, Instant end) {
		Dashboard dashboard = Dashboard.read();
		Map<String, String> choices = dashboard.choices(prometheus);
		Duration time = Duration.between(begin, end);
		choices.putAll(Map.of("$__rate_interval", "10s", "$__range", time.toSeconds() + "s"));
		StringBuilder picture = new StringBuilder();
		for (JsonNode panel : dashboard.panels()) {
			String query = Dashboard.resolve(Dashboard.query(panel), choices);
			JsonNode series = prometheus
				.get("query_range?query={query}&start={start}&end={end}&step={step}", query, begin.toString(),
						end.toString(), Math.max(1, time.toSeconds() / 75))
				.get("result");
			picture.append(new PanelPicture(panel, series, begin, end).svg());
		}
		return PanelPicture.page(picture);
	}

}
