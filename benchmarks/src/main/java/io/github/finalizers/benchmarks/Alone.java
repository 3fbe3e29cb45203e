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
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the end of the collection that finds a single one to its action.
 * The last thing that a collection does is to wake the JVM's own thread, which enqueues
 * what was found; its moment to wake up is in the figure, for everyone the same.
 */
final class Alone {

	private Alone() {
	}

	static Map<String, Double> measure(String who, int size) {
		Contender contender = Contenders.valueOf(who).create();
		double[] micros = new double[size];
		for (int i = -size / 2; i < size; i++) {
			double latency = collect(contender);
			if (i >= 0) {
				micros[i] = latency;
			}
		}
		contender.close();
		return Map.of("micros", Figures.median(micros));
	}

	private static double collect(Contender contender) {
		Stopwatch stopwatch = new Stopwatch();
		contender.register(new Object(), stopwatch);
		System.gc();
		long collected = System.nanoTime();
		while (stopwatch.ran == 0) {
			LockSupport.parkNanos(200_000);
		}
		return (stopwatch.ran - collected) / 1e3;
	}

	/**
	 * Takes the time of its release.
	 */
	private static final class Stopwatch extends Resource {

		volatile long ran;

		@Override
		void release() {
			this.ran = System.nanoTime();
		}

	}

}
