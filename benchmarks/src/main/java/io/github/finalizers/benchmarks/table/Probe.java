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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.finalizers.benchmarks.Figures;
import io.github.finalizers.benchmarks.Harness;

/**
 * Something to start that measures. Several rows may read the same probe.
 */
sealed interface Probe {

	/**
	 * Who takes part.
	 */
	List<String> who();

	/**
	 * The last one, which differs in nothing but in what is asked about.
	 */
	default String baseline() {
		return who().get(who().size() - 1);
	}

	/**
	 * The collector and the heap.
	 */
	List<String> options();

	/**
	 * Measure everyone once.
	 * @return the figures by name, by contender
	 */
	Map<String, Map<String, Double>> measure(Launcher launcher);

	/**
	 * A harness, in a JVM for each contender.
	 *
	 * @param harness the harness
	 * @param size how many
	 * @param options options of the JVM
	 * @param who who takes part
	 */
	record OfHarness(Harness harness, int size, List<String> options, List<String> who) implements Probe {

		@Override
		public Map<String, Map<String, Double>> measure(Launcher launcher) {
			List<String> lines = new ArrayList<>();
			for (String contender : this.who) {
				lines.addAll(launcher.launch(Harness.class, this.options,
						List.of(this.harness.name(), contender, String.valueOf(this.size))));
			}
			return Figures.read(lines);
		}

	}

	/**
	 * A benchmark of JMH, which starts a JVM for each contender.
	 *
	 * @param benchmark the name of the benchmark
	 * @param parameter the name of the parameter that is the contender
	 * @param threads how many threads
	 * @param live how many are live beside, less than zero if that is not asked
	 * @param iterations how many iterations to warm up, and how many to measure; as the
	 * benchmark says if empty
	 * @param options options of the JVM
	 * @param who who takes part
	 */
	record OfJmh(String benchmark, String parameter, int threads, int live, List<Integer> iterations,
			List<String> options, List<String> who) implements Probe {

		@Override
		public Map<String, Map<String, Double>> measure(Launcher launcher) {
			List<String> arguments = new ArrayList<>(List.of(this.benchmark, this.parameter, String.join(",", this.who),
					String.valueOf(this.threads), String.valueOf(this.live),
					this.iterations.stream().map(String::valueOf).collect(Collectors.joining(","))));
			arguments.addAll(this.options);
			return Figures.read(launcher.launch(JmhHost.class, List.of(), arguments));
		}

	}

	/**
	 * The start of an application, several times in turn with and without the starter.
	 *
	 * @param pairs how many times
	 * @param options options of the JVM
	 */
	record OfStartUp(int pairs, List<String> options) implements Probe {

		static final String WITH = "WITH";

		static final String WITHOUT = "WITHOUT";

		@Override
		public List<String> who() {
			return List.of(WITH, WITHOUT);
		}

		@Override
		public Map<String, Map<String, Double>> measure(Launcher launcher) {
			List<Map<String, Double>> with = new ArrayList<>();
			List<Map<String, Double>> without = new ArrayList<>();
			Launcher other = launcher.withoutUs();
			for (int i = 0; i < this.pairs; i++) {
				with.add(start(launcher, WITH));
				without.add(start(other, WITHOUT));
			}
			if (other != launcher && Objects.equals(with.get(0).get("registries"), without.get(0).get("registries"))) {
				throw new IllegalStateException("A registry in both or in none");
			}
			return Map.of(WITH, medians(with), WITHOUT, medians(without));
		}

		private Map<String, Double> start(Launcher launcher, String who) {
			return Figures
				.read(launcher.launch(Harness.class, this.options, List.of(Harness.START_UP.name(), who, "1")))
				.getOrDefault(who, Map.of());
		}

		private static Map<String, Double> medians(List<Map<String, Double>> starts) {
			return starts.get(0)
				.keySet()
				.stream()
				.collect(Collectors.toMap((name) -> name, (name) -> Figures
					.median(starts.stream().mapToDouble((start) -> start.getOrDefault(name, Double.NaN)).toArray())));
		}

	}

}
