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

package io.github.finalizers.benchmarks.table;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What one round has measured: figures by name, by contender, by probe.
 *
 * @param measured the figures
 */
record Round(Map<Probe, Map<String, Map<String, Double>>> measured) {

	Round() {
		this(new LinkedHashMap<>());
	}

	Map<String, Double> figures(Probe probe, String who) {
		return this.measured.getOrDefault(probe, Map.of()).getOrDefault(who, Map.of());
	}

	OptionalDouble figure(Probe probe, String who, String name) {
		Double figure = figures(probe, who).get(name);
		return (figure != null) ? OptionalDouble.of(figure) : OptionalDouble.empty();
	}

}
