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
import java.util.stream.IntStream;

/**
 * How long it takes to close with very many live. An application exits once, so the first
 * sweep of the JVM is what counts; what later ones take is told beside it.
 */
final class ExitSweeps {

	private static final int TIMES = 3;

	private static final int THREADS = 4;

	private ExitSweeps() {
	}

	static Map<String, Double> measure(String who, int size) throws InterruptedException {
		boolean together = who.equals("FOUR_THREADS");
		double first = sweep(size, together);
		double[] later = new double[TIMES];
		for (int i = 0; i < TIMES; i++) {
			later[i] = sweep(size, together);
		}
		return Map.of("first", first, "later", Figures.median(later));
	}

	private static double sweep(int size, boolean together) throws InterruptedException {
		Contender contender = Contenders.FINALIZERS.create();
		Population population = new Population(size);
		if (together) {
			registerTogether(contender, population, size / THREADS);
		}
		else {
			population.register(contender);
		}
		System.gc();
		long begun = System.nanoTime();
		contender.close();
		double millis = (System.nanoTime() - begun) / 1e6;
		population.awaitReleased(); // at once: all have run
		return millis;
	}

	private static void registerTogether(Contender contender, Population population, int each)
			throws InterruptedException {
		Thread[] threads = IntStream.range(0, THREADS)
			.mapToObj((i) -> new Thread(() -> population.register(contender, i * each, (i + 1) * each)))
			.toArray(Thread[]::new);
		for (Thread thread : threads) {
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
	}

}
