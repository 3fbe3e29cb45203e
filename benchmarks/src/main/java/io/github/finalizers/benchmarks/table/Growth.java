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

/**
 * By how much a ratio gets worse where very many are live.
 *
 * @param work what is done
 * @param few the row with few live
 * @param many the row with very many live
 */
record Growth(String work, Row few, Row many) {

	/**
	 * The ratio with many by the ratio with few, from each round that has both.
	 */
	List<Double> values(List<Round> rounds) {
		String who = this.few.subject();
		return rounds.stream()
			.map((round) -> Row.combine(this.many.value(who, round), this.few.value(who, round), (a, b) -> a / b))
			.filter(OptionalDouble::isPresent)
			.map(OptionalDouble::getAsDouble)
			.toList();
	}

}
