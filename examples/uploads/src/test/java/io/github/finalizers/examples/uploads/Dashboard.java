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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard as Grafana reads it.
 *
 * @param json the whole of it
 */
record Dashboard(JsonNode json) {

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	static Dashboard read() {
		try {
			return new Dashboard(
					JsonMapper.shared().readTree(Files.readString(Monitoring.file("finalizers-dashboard.json"))));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<JsonNode> panels() {
		return List.copyOf(this.json.get("panels").values());
	}

	List<JsonNode> variables() {
		return List.copyOf(this.json.at("/templating/list").values());
	}

	static String title(JsonNode panel) {
		return panel.get("title").asString();
	}

	static String query(JsonNode panel) {
		return panel.at("/targets/0/expr").asString();
	}

	/**
	 * Return what Grafana puts in the place of the variables, with all chosen that can
	 * be.
	 */
	Map<String, String> choices(PrometheusServer prometheus) {
		Map<String, String> choices = new TreeMap<>();
		for (JsonNode variable : variables()) {
			String name = variable.get("name").asString();
			Matcher query = LABEL_VALUES.matcher(resolve(variable.at("/query/query").asString(), choices));
			if (query.matches()) {
				choices.put("$" + name,
						prometheus.get("label/{label}/values?match[]={series}", query.group(2), query.group(1))
							.values()
							.stream()
							.map(JsonNode::asString)
							.collect(Collectors.joining("|")));
			}
		}
		return choices;
	}

	static String resolve(String query, Map<String, String> choices) {
		String resolved = query;
		for (Map.Entry<String, String> choice : choices.entrySet()) {
			resolved = resolved.replace(choice.getKey(), choice.getValue());
		}
		assertThat(resolved).as("without variables").doesNotContain("$");
		return resolved;
	}

}
