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
 * How long it takes from the beginning of the collection of very many to the last action.
 */
final class Drain {

	private static final int TIMES = 3;

	private Drain() {
	}

	static Map<String, Double> measure(String who, int size) {
		Contender contender = Contenders.valueOf(who).create();
		double[] millis = new double[TIMES];
		for (int i = -2; i < TIMES; i++) {
			double drained = drain(contender, (i < 0) ? size / 5 : size);
			if (i >= 0) {
				millis[i] = drained;
			}
		}
		contender.close();
		return Map.of("millis", Figures.median(millis));
	}

	private static double drain(Contender contender, int size) {
		Population population = new Population(size);
		population.register(contender);
		System.gc(); // they are old
		population.die();
		long begun = System.nanoTime();
		System.gc();
		population.awaitReleased();
		return (System.nanoTime() - begun) / 1e6;
	}

}
