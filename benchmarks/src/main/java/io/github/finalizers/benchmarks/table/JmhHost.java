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
import java.util.regex.Pattern;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.github.finalizers.benchmarks.Figures;

/**
 * Starts JMH, and prints the median of each contender's iterations.
 */
public final class JmhHost {

	/**
	 * Set to run in this JVM, to see that all of it runs.
	 */
	static final String IN_THIS_JVM = "benchmarks.in-this-jvm";

	private JmhHost() {
	}

	/**
	 * Measure one benchmark.
	 * @param arguments what, whom and how
	 * @throws RunnerException if it fails
	 */
	public static void main(String[] arguments) throws RunnerException {
		String parameter = arguments[1];
		ChainedOptionsBuilder options = new OptionsBuilder().include("[.]" + Pattern.quote(arguments[0]) + "$")
			.param(parameter, arguments[2].split(",", -1))
			.threads(Integer.parseInt(arguments[3]))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
		if (Integer.parseInt(arguments[4]) >= 0) {
			options.param("live", arguments[4]);
		}
		if (!arguments[5].isEmpty()) {
			String[] iterations = arguments[5].split(",", -1);
			options.warmupIterations(Integer.parseInt(iterations[0]))
				.measurementIterations(Integer.parseInt(iterations[1]));
		}
		if (Boolean.getBoolean(IN_THIS_JVM)) {
			options.forks(0).warmupTime(TimeValue.milliseconds(1)).measurementTime(TimeValue.milliseconds(1));
		}
		else {
			List<String> jvm = new ArrayList<>(List.of(arguments).subList(6, arguments.length));
			jvm.addAll(Jvm.quiet(Runtime.version().feature()));
			options.forks(1).jvmArgs(jvm.toArray(String[]::new));
		}
		for (RunResult result : new Runner(options.build()).run()) {
			System.out.println(Figures.line(result.getParams().getParam(parameter),
					Map.of("nanos", result.getPrimaryResult().getStatistics().getPercentile(50))));
		}
	}

}
