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

import java.util.List;

import io.github.finalizers.benchmarks.Figures;

/**
 * Figures of the same thing from several rounds.
 *
 * @param rounds how many rounds
 * @param median the one in the middle
 * @param least the least
 * @param most the most
 */
record Spread(int rounds, double median, double least, double most) {

	static Spread of(List<Double> values) {
		double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
		return new Spread(all.length, Figures.median(all), values.stream().min(Double::compare).orElseThrow(),
				values.stream().max(Double::compare).orElseThrow());
	}

	/**
	 * What the figures say of a limit: something only if all say the same, and with a
	 * question mark if there is but one.
	 */
	String verdict(double limit) {
		if (Double.isNaN(limit)) {
			return "–";
		}
		String verdict = (this.most <= limit) ? "met" : (this.least > limit) ? "**missed**" : "open";
		return (this.rounds > 1) ? verdict : verdict + "?";
	}

}
