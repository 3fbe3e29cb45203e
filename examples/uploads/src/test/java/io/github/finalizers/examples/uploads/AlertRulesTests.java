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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alert rules, judged by Prometheus' own tool.
 */
class AlertRulesTests {

	@Test
	@DisplayName("The configuration and the alert rules are valid")
	void rulesAreValid() throws Exception {
		assertThat(promtool(Monitoring.file("prometheus.yml"), "check", "config")).contains("SUCCESS: 5 rules found",
				"prometheus.yml is valid");
	}

	@Test
	@DisplayName("Each alert fires when it should, and is quiet when it should not")
	void alertsFireWhenTheyShould() throws Exception {
		assertThat(promtool(Monitoring.file("finalizers-alerts-tests.yml"), "test", "rules")).contains("SUCCESS");
	}

	private static String promtool(Path file, String... arguments) throws Exception {
		List<String> command = new ArrayList<>(List.of(Monitoring.command("promtool").toString()));
		command.addAll(List.of(arguments));
		command.add(file.toString());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
