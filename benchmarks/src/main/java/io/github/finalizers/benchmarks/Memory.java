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

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much memory live finalizers take, and what remains of them. Referents and states
 * are there before, and are not counted.
 */
public final class Memory {

	/**
	 * Bytes for each that is live.
	 */
	public static final String LIVE = "live";

	/**
	 * Bytes left of each, when all have been collected.
	 */
	public static final String COLLECTED = "collected";

	/**
	 * Bytes left of each, when all have been called.
	 */
	public static final String CALLED = "called";

	/**
	 * What the bytes of one class begin with.
	 */
	public static final String CLASS = "class ";

	private final Map<String, Double> figures = new LinkedHashMap<>();

	private final Contenders contenders;

	private final Contender contender;

	private final int size;

	private Memory(Contenders contenders, int size) {
		this.contenders = contenders;
		this.contender = contenders.create();
		this.size = size;
	}

	static Map<String, Double> measure(String who, int size) {
		Memory memory = new Memory(Contenders.valueOf(who), size);
		memory.warmUp();
		memory.collected();
		if (memory.contenders.can(Job.CALL_ANY)) {
			memory.called();
		}
		memory.contender.close();
		return memory.figures;
	}

	/**
	 * Load what is loaded when the first ones are registered and collected.
	 */
	private void warmUp() {
		Population few = new Population(10_000);
		few.register(this.contender);
		few.die();
		System.gc();
		few.awaitReleased();
	}

	private void collected() {
		Population population = new Population(this.size);
		Map<String, Long> before = Layout.now();
		long without = used();
		population.register(this.contender);
		put(LIVE, used() - without);
		layout(before, Layout.now());
		population.die();
		System.gc();
		population.awaitReleased();
		population.live();
		put(COLLECTED, used() - without);
		population.die(); // not before
	}

	private void layout(Map<String, Long> before, Map<String, Long> after) {
		after.forEach((type, bytes) -> {
			long more = bytes - before.getOrDefault(type, 0L);
			if (more > this.size / 4) {
				put(CLASS + type, more);
			}
		});
	}

	private void called() {
		Population population = new Population(this.size);
		long without = used();
		registerAndCall(population);
		put(CALLED, used() - without);
		population.die(); // not before
	}

	private void registerAndCall(Population population) {
		for (Object handle : population.handles(this.contender)) {
			this.contender.call(handle);
		}
	}

	private void put(String name, long bytes) {
		this.figures.put(name, (double) bytes / this.size);
	}

	/**
	 * What the collection left, without what this thread has allocated since.
	 */
	private static long used() {
		System.gc();
		System.gc();
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
			.mapToLong((pool) -> pool.getCollectionUsage().getUsed())
			.sum();
	}

}
