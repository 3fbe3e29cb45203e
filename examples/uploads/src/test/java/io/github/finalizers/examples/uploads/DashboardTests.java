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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The form of the dashboard: Grafana takes it as it is. Its queries are tried by
 * {@link MonitoringTests}.
 */
class DashboardTests {

	private static final String DATA_SOURCE = "${datasource}";

	private final Dashboard dashboard = Dashboard.read();

	@Test
	@DisplayName("Grafana makes a new dashboard of it, for any data source, application and instance")
	void dashboardCanBeImported() {
		JsonNode json = this.dashboard.json();
		assertThat(json.get("id").isNull()).as("an id would stand for another dashboard").isTrue();
		assertThat(json.get("uid").asString()).isEqualTo("finalizers");
		assertThat(json.get("title").asString()).isNotBlank();
		assertThat(json.get("schemaVersion").asInt()).isEqualTo(39);
		assertThat(this.dashboard.variables()).extracting((variable) -> variable.get("name").asString())
			.containsExactly("datasource", "application", "instance");
		assertThat(this.dashboard.variables().get(0).get("type").asString()).isEqualTo("datasource");
		assertThat(json.findValues("datasource")).isNotEmpty()
			.allSatisfy((source) -> assertThat(source.get("uid").asString()).isEqualTo(DATA_SOURCE));
	}

	@Test
	@DisplayName("Each panel has a number of its own, a title, a description, a unit, and a legend for several series")
	void panelsSayWhatTheyShow() {
		List<JsonNode> panels = this.dashboard.panels();
		assertThat(panels).extracting((panel) -> panel.get("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).extracting(Dashboard::title).doesNotHaveDuplicates();
		assertThat(panels).allSatisfy((panel) -> {
			assertThat(Dashboard.title(panel)).isNotBlank();
			assertThat(panel.get("description").asString()).endsWith(".");
			assertThat(panel.get("type").asString()).isIn("stat", "timeseries");
			assertThat(panel.get("fieldConfig").get("defaults").get("unit").asString()).isNotBlank();
			assertThat(panel.get("targets")).singleElement().satisfies((target) -> {
				assertThat(target.get("expr").asString()).contains("{job=~\"$application\", instance=~\"$instance\"}");
				assertThat(target.get("legendFormat").asString())
					.matches(panel.get("type").asString().equals("stat") ? "" : "\\{\\{(name|cause|instance)}}");
			});
		});
	}

	@Test
	@DisplayName("There is a panel for each meter")
	void everyMeterHasItsPanel() {
		assertThat(this.dashboard.panels().stream().map(Dashboard::query).collect(Collectors.joining())).contains(
				"finalizers_live{", "finalizers_live_bytes{", "finalizers_limit_exceeded_total{",
				"finalizers_finished_total{", "finalizers_failures_total{", "finalizers_leaks_total{",
				"finalizers_actions_seconds_sum{", "finalizers_actions_seconds_count{", "finalizers_stalled{",
				"finalizers_pending{");
	}

	@Test
	@DisplayName("No panel covers another or is out of the grid")
	void panelsDoNotOverlap() {
		List<String> cells = new ArrayList<>();
		for (JsonNode panel : this.dashboard.panels()) {
			JsonNode place = panel.get("gridPos");
			int right = place.get("x").asInt() + place.get("w").asInt();
			int bottom = place.get("y").asInt() + place.get("h").asInt();
			assertThat(right).as(Dashboard.title(panel)).isBetween(1, 24);
			for (int x = place.get("x").asInt(); x < right; x++) {
				for (int y = place.get("y").asInt(); y < bottom; y++) {
					cells.add(x + " " + y);
				}
			}
		}
		assertThat(cells).isNotEmpty().doesNotHaveDuplicates();
	}

}
