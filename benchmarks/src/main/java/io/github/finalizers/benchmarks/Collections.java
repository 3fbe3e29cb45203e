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

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What live finalizers cost the collector. The full collection sees all of them, with
 * their referents and states. A young one has work to do where something is young: while
 * others are registered.
 */
final class Collections {

	private static final Set<String> YOUNG = Set.of("Copy", "G1 Young Generation", "PS Scavenge");

	private static final int TIMES = 3;

	private static final int MORE = 1_000_000;

	private Collections() {
	}

	static Map<String, Double> measure(String who, int size) {
		Contender contender = Contenders.valueOf(who).create();
		Population population = new Population(size);
		population.register(contender);
		System.gc();
		Map<String, Double> figures = Map.of("full", full(), "young",
				young(contender, new Population(Math.min(size, MORE))));
		population.die(); // not before
		contender.close();
		return figures;
	}

	/**
	 * What a full collection takes.
	 */
	private static double full() {
		double[] millis = new double[TIMES];
		for (int i = 0; i < TIMES; i++) {
			long begun = System.nanoTime();
			System.gc();
			millis[i] = (System.nanoTime() - begun) / 1e6;
		}
		return Figures.median(millis);
	}

	/**
	 * What young collections take together while more are registered.
	 */
	private static double young(Contender contender, Population more) {
		System.gc();
		long before = young(GarbageCollectorMXBean::getCollectionTime);
		more.register(contender);
		more.die(); // not before
		return young(GarbageCollectorMXBean::getCollectionTime) - before;
	}

	private static long young(ToLongFunction<GarbageCollectorMXBean> count) {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.filter((collector) -> YOUNG.contains(collector.getName()))
			.mapToLong(count)
			.sum();
	}

}
