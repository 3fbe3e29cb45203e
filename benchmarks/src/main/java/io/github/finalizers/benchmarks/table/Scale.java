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

/**
 * How much is measured.
 *
 * @param rounds how often everything is
 * @param many how many are very many: a million
 * @param most how many are the most: ten millions; none if 0
 * @param threads how many threads
 * @param everyone up to how many threads all contenders take part; only the two beyond
 * @param beside up to how many threads others are live beside
 * @param shots how many shots with nobody beside, to warm up and to measure; as the
 * benchmarks say if empty, likewise below
 * @param iterations how many iterations of other benchmarks
 * @param pairs how many applications are started in a round
 * @param alone how many are collected alone
 */
record Scale(int rounds, int many, int most, List<Integer> threads, int everyone, int beside, List<Integer> shots,
		List<Integer> iterations, int pairs, int alone) {

	static final Scale FULL = new Scale(3, 1_000_000, 10_000_000, List.of(1, 2, 8), 2, 8, List.of(), List.of(), 5, 300);

	static final Scale QUICK = new Scale(1, 1_000_000, 0, List.of(1, 2, 8), 0, 1, List.of(6, 6), List.of(2, 2), 3, 100);

	/**
	 * The least that runs all code.
	 */
	static final Scale SMOKE = new Scale(1, 1000, 2000, List.of(1, 2), 1, 1, List.of(0, 1), List.of(0, 1), 1, 2);

	Scale rounds(int rounds) {
		return new Scale(rounds, this.many, this.most, this.threads, this.everyone, this.beside, this.shots,
				this.iterations, this.pairs, this.alone);
	}

	/**
	 * How many iterations where little is to be seen: as the benchmark says.
	 */
	List<Integer> careful() {
		return (this.pairs > 1) ? List.of() : this.iterations;
	}

	/**
	 * How many shots while others are live: each needs a full collection, and registering
	 * the others has warmed up.
	 */
	List<Integer> shotsBeside(int live) {
		if (live == 0 || !this.shots.isEmpty()) {
			return this.shots;
		}
		return (live < this.most) ? List.of(5, 6) : List.of(2, 4);
	}

}
