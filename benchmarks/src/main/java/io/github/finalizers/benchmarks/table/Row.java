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
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;

/**
 * A row of the table.
 *
 * @param work what is done
 * @param subject whom the limit is for
 * @param probe measures it
 * @param figure which of its figures
 * @param unit of the figure
 * @param comparison what is made of the figure
 * @param limit the most it may be, not a number if there is none
 */
record Row(String work, String subject, Probe probe, String figure, String unit, Comparison comparison, double limit) {

	static final double NO_LIMIT = Double.NaN;

	/**
	 * What others are compared with.
	 */
	static final String BASELINE = "CLEANER";

	/**
	 * Whether a contender's figures are ratios in this row.
	 */
	boolean isRatio(String who) {
		return this.comparison == Comparison.RATIO && !who.equals(BASELINE);
	}

	/**
	 * The value of a contender, from the figures of one and the same round.
	 */
	OptionalDouble value(String who, Round round) {
		OptionalDouble figure = round.figure(this.probe, who, this.figure);
		if (this.comparison == Comparison.DIFFERENCE) {
			return combine(figure, round.figure(this.probe, this.probe.baseline(), this.figure), (a, b) -> a - b);
		}
		if (isRatio(who)) {
			return combine(figure, round.figure(this.probe, BASELINE, this.figure), (a, b) -> a / b);
		}
		return figure;
	}

	/**
	 * The values of a contender, from all rounds that have one.
	 */
	List<Double> values(String who, List<Round> rounds) {
		return rounds.stream()
			.map((round) -> value(who, round))
			.filter(OptionalDouble::isPresent)
			.map(OptionalDouble::getAsDouble)
			.toList();
	}

	static OptionalDouble combine(OptionalDouble one, OptionalDouble other, DoubleBinaryOperator operator) {
		return (one.isPresent() && other.isPresent())
				? OptionalDouble.of(operator.applyAsDouble(one.getAsDouble(), other.getAsDouble()))
				: OptionalDouble.empty();
	}

	/**
	 * What is made of a figure.
	 */
	enum Comparison {

		/**
		 * Divided by the baseline's.
		 */
		RATIO,

		/**
		 * Less that of the probe's last contender.
		 */
		DIFFERENCE,

		/**
		 * The figure itself.
		 */
		FIGURE

	}

}
