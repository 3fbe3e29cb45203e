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

package io.github.finalizers.engine.soak;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;

/**
 * What was done, and what was found to be wrong.
 */
final class Findings {

	private static final int MOST_TOLD = 20;

	final AtomicInteger opened = new AtomicInteger();

	final LongAdder operations = new LongAdder();

	final LongAdder registries = new LongAdder();

	final LongAdder meterUsers = new LongAdder();

	final LongAdder faults = new LongAdder();

	final LongAdder leftBehind = new LongAdder();

	private final Map<FinalizerCause, LongAdder> deaths = new EnumMap<>(FinalizerCause.class);

	private final LongAdder losses = new LongAdder();

	private final LongAdder doubles = new LongAdder();

	private final LongAdder others = new LongAdder();

	private final Queue<String> told = new ConcurrentLinkedQueue<>();

	Findings() {
		for (FinalizerCause cause : FinalizerCause.values()) {
			this.deaths.put(cause, new LongAdder());
		}
	}

	/**
	 * Add up what a closed registry has counted.
	 */
	void closed(FinalizerStatistics statistics) {
		this.registries.increment();
		this.deaths.forEach((cause, count) -> count.add(statistics.finished(cause)));
	}

	void lost(String what) {
		add(this.losses, "LOST " + what);
	}

	void twice(String what) {
		add(this.doubles, "TWICE " + what);
	}

	void wrong(String what) {
		add(this.others, "WRONG " + what);
	}

	private void add(LongAdder counter, String what) {
		counter.increment();
		if (this.told.size() < MOST_TOLD) {
			this.told.add(what);
			System.out.println(what);
		}
	}

	boolean isClean() {
		return this.told.isEmpty();
	}

	@Override
	public String toString() {
		String causes = this.deaths.entrySet()
			.stream()
			.map((death) -> String.format("%,d %s", death.getValue().sum(),
					death.getKey().name().toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining(", "));
		long registrations = this.deaths.values().stream().mapToLong(LongAdder::sum).sum();
		return String.format(
				"%,d operations, %,d registrations (%s) in %,d registries, %,d users of meters,"
						+ " %,d faults injected, %,d actions left behind: losses %d, doubles %d, other findings %d",
				this.operations.sum(), registrations, causes, this.registries.sum(), this.meterUsers.sum(),
				this.faults.sum(), this.leftBehind.sum(), this.losses.sum(), this.doubles.sum(), this.others.sum());
	}

}
