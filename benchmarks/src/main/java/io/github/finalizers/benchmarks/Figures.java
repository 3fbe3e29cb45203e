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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Figures by name, as one line of JSON, which is how a forked JVM hands them over.
 */
public final class Figures {

	private static final Pattern LINE = Pattern.compile("\\{\"who\":\"(\\w+)\"(.*)}");

	private static final Pattern FIGURE = Pattern.compile(",\"([^\"]+)\":([-0-9.E]+)");

	private Figures() {
	}

	/**
	 * Write the figures of one contender.
	 * @param who the contender
	 * @param figures its figures
	 * @return the line
	 */
	public static String line(String who, Map<String, Double> figures) {
		return "{\"who\":\"" + who + "\""
				+ figures.entrySet()
					.stream()
					.map((figure) -> String.format(Locale.ROOT, ",\"%s\":%.4f", figure.getKey(), figure.getValue()))
					.collect(Collectors.joining())
				+ "}";
	}

	/**
	 * Read the figures of all contenders, and pass over any other line.
	 * @param lines the lines
	 * @return the figures by name, by contender
	 */
	public static Map<String, Map<String, Double>> read(Iterable<String> lines) {
		Map<String, Map<String, Double>> read = new LinkedHashMap<>();
		for (String line : lines) {
			Matcher matcher = LINE.matcher(line);
			if (matcher.matches()) {
				Map<String, Double> figures = read.computeIfAbsent(matcher.group(1), (who) -> new LinkedHashMap<>());
				Matcher figure = FIGURE.matcher(matcher.group(2));
				while (figure.find()) {
					figures.put(figure.group(1), Double.valueOf(figure.group(2)));
				}
			}
		}
		return read;
	}

	/**
	 * The figure in the middle.
	 * @param figures some figures
	 * @return their median
	 */
	public static double median(double... figures) {
		double[] sorted = figures.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
