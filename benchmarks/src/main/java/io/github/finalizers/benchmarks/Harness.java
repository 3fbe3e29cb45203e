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

package io.github.finalizers.benchmarks;

import java.util.Map;

/**
 * What JMH cannot measure. Each is measured in a JVM of its own, which prints its figures
 * in one line.
 */
@SuppressWarnings("ImmutableEnumChecker") // it holds methods
public enum Harness {

	/**
	 * Bytes for each finalizer.
	 */
	MEMORY(Memory::measure),

	/**
	 * Collections with very many live.
	 */
	COLLECTIONS(Collections::measure),

	/**
	 * From the beginning of the collection of very many to the last action.
	 */
	DRAIN(Drain::measure),

	/**
	 * From the end of the collection that finds a single one to its action.
	 */
	ALONE(Alone::measure),

	/**
	 * The first registration of each action class.
	 */
	FIRST_REGISTRATIONS(FirstRegistrations::measure),

	/**
	 * The exit sweep.
	 */
	EXIT(ExitSweeps::measure),

	/**
	 * The start of an application.
	 */
	START_UP(StartUp::measure);

	private final Measurement measurement;

	Harness(Measurement measurement) {
		this.measurement = measurement;
	}

	/**
	 * Measure, and print the figures.
	 * @param arguments the harness, whom to measure, and how many
	 * @throws Exception if it cannot be measured
	 */
	public static void main(String[] arguments) throws Exception {
		Harness harness = Harness.valueOf(arguments[0]);
		String who = arguments[1];
		System.out.println(Figures.line(who, harness.measurement.measure(who, Integer.parseInt(arguments[2]))));
	}

	/**
	 * How a harness measures.
	 */
	private interface Measurement {

		Map<String, Double> measure(String who, int size) throws Exception;

	}

}
