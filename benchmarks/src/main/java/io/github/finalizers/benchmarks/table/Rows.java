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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.github.finalizers.benchmarks.Contenders;
import io.github.finalizers.benchmarks.Harness;
import io.github.finalizers.benchmarks.Job;
import io.github.finalizers.benchmarks.Observers;
import io.github.finalizers.benchmarks.table.Probe.OfHarness;
import io.github.finalizers.benchmarks.table.Probe.OfJmh;
import io.github.finalizers.benchmarks.table.Probe.OfStartUp;
import io.github.finalizers.benchmarks.table.Row.Comparison;

/**
 * The rows of the table, with the limits that the project has set itself.
 */
final class Rows {

	private static final List<String> SMALL = heap("ParallelGC", 2, "1g");

	private static final List<String> LARGE = heap("ParallelGC", 6, "2g");

	private final List<Row> all = new ArrayList<>();

	private final List<Growth> growth = new ArrayList<>();

	private final Scale scale;

	Rows(Scale scale) {
		this.scale = scale;
		endings("register", Job.REGISTER, 1.0, 0.4);
		endings("registerAndCall", Job.CALL, 1.0, 0.3);
		endings("registerAndDetach", Job.DETACH, 1.0, 0.3);
		random();
		memory();
		collected();
		collections();
		exit();
		observed();
		startUp();
	}

	List<Row> all() {
		return this.all;
	}

	List<Growth> growth() {
		return this.growth;
	}

	private void endings(String benchmark, Job job, double limit, double limitOfSeveral) {
		String work = benchmark.replace("And", " and ").toLowerCase(Locale.ROOT);
		String note = (job == Job.DETACH) ? " (Cleaner: and clean)" : "";
		for (int threads : new int[] { 1, 2, Math.min(8, this.scale.threads()) }) {
			List<Row> rows = new ArrayList<>();
			for (int live : beside(job, threads)) {
				OfJmh probe = new OfJmh(benchmark, "contender", threads, live, iterations(job, live),
						(live > this.scale.many()) ? LARGE : SMALL, (live == 0) ? who(job) : two());
				rows.add(new Row(work + note + ", " + threads(threads) + beside(live), probe, "nanos", "ns",
						Comparison.RATIO, (threads == 1) ? limit : limitOfSeveral));
			}
			this.all.addAll(rows);
			if (rows.size() == 3) {
				this.growth.add(new Growth(work + ", " + threads(threads), rows.get(0), rows.get(2)));
			}
		}
	}

	/**
	 * How many are live beside. With the most of them, only as many threads as two.
	 */
	private List<Integer> beside(Job job, int threads) {
		if (job == Job.DETACH) {
			return List.of(0);
		}
		return (threads > 2 || this.scale.most() == 0) ? List.of(0, this.scale.many())
				: List.of(0, this.scale.many(), this.scale.most());
	}

	private List<Integer> iterations(Job job, int live) {
		return (job == Job.REGISTER) ? this.scale.shotsBeside(live) : this.scale.iterations();
	}

	private void random() {
		List<Row> rows = sizes(10, this.scale.many(), this.scale.most())
			.map((live) -> new Row("call one at random and register another, " + count(live) + " live",
					new OfJmh("callAtRandom", "contender", 1, live, this.scale.iterations(), LARGE, two()), "nanos",
					"ns", Comparison.RATIO, 1.0))
			.toList();
		this.all.addAll(rows);
		this.growth.add(new Growth("call one at random and register another", rows.get(0), rows.get(rows.size() - 1)));
	}

	private void memory() {
		sizes(this.scale.many(), this.scale.most()).forEach((live) -> {
			boolean many = live == this.scale.many();
			Probe probe = new OfHarness(Harness.MEMORY, live, many ? SMALL : LARGE, many ? who(Job.COLLECT) : two());
			this.all.add(new Row("bytes a live finalizer, " + count(live), probe, "live", "B", Comparison.FIGURE, 60));
			this.all.add(new Row("bytes left of each, all collected, " + count(live), probe, "collected", "B",
					Comparison.FIGURE, Row.NO_LIMIT));
			this.all.add(new Row("bytes left of each, all called, " + count(live), probe, "called", "B",
					Comparison.FIGURE, Row.NO_LIMIT));
		});
	}

	private void collected() {
		for (String collector : List.of("ParallelGC", "G1GC")) {
			this.all.add(new Row(count(this.scale.many()) + " collected, to the last action, " + collector,
					new OfHarness(Harness.DRAIN, this.scale.many(), heap(collector, 2, "1g"), who(Job.COLLECT)),
					"millis", "ms", Comparison.RATIO, 0.7));
		}
		this.all.add(new Row(
				"one collected alone, to its action, SerialGC", new OfHarness(Harness.ALONE, this.scale.alone(),
						List.of("-Xms64m", "-Xmx64m", "-XX:+UseSerialGC"), who(Job.COLLECT)),
				"micros", "µs", Comparison.RATIO, 2.0));
	}

	private void collections() {
		sizes(this.scale.many(), this.scale.most()).forEach((live) -> {
			for (String collector : List.of("ParallelGC", "G1GC")) {
				boolean many = live == this.scale.many();
				Probe probe = new OfHarness(Harness.COLLECTIONS, live, heap(collector, many ? 2 : 6, "16m"),
						many ? without(who(Job.REGISTER), "GUAVA", "JNA") : two());
				this.all.add(new Row("full collection, " + count(live) + " live, " + collector, probe, "full", "ms",
						Comparison.RATIO, 0.9));
				this.all.add(new Row("young collections while registering, " + count(live) + " live, " + collector,
						probe, "young", "ms", Comparison.RATIO, 0.9));
			}
		});
	}

	private void exit() {
		Probe probe = new OfHarness(Harness.EXIT, this.scale.many(), heap("G1GC", 2, "1g"),
				List.of("ONE_THREAD", "FOUR_THREADS"));
		this.all.add(new Row("exit sweep of " + count(this.scale.many()) + ", registered by one thread", probe, "first",
				"ms", Comparison.FIGURE, 200));
		this.all.add(new Row("the same, fourth sweep of the JVM", probe, "later", "ms", Comparison.FIGURE, 200));
	}

	private void observed() {
		for (Observers observer : List.of(Observers.METERS, Observers.LISTENER)) {
			String work = (observer == Observers.METERS) ? "metrics and endpoint on, nobody reading"
					: "one listener that does nothing";
			this.all.add(new Row(work,
					new OfJmh("registerAndCallObserved", "observer", 1, -1, this.scale.iterations(), SMALL,
							List.of(observer.name(), Observers.NOBODY.name())),
					"nanos", "ns", Comparison.DIFFERENCE, (observer == Observers.METERS) ? 2 : Row.NO_LIMIT));
		}
	}

	private void startUp() {
		Probe probe = new OfStartUp(this.scale.pairs(), List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"));
		this.all.add(new Row("start of an application, with the starter less without", probe, "millis", "ms",
				Comparison.DIFFERENCE, 15));
		this.all
			.add(new Row("threads of ours before the first registration", probe, "threads", "", Comparison.FIGURE, 0));
	}

	private List<String> who(Job job) {
		return this.scale.everyone()
				? Stream.of(Contenders.values()).filter((each) -> each.can(job)).map(Enum::name).toList() : two();
	}

	private static List<String> two() {
		return List.of(Contenders.FINALIZERS.name(), Row.BASELINE);
	}

	private static List<String> without(List<String> who, String... others) {
		return who.stream().filter((each) -> !List.of(others).contains(each)).toList();
	}

	private static Stream<Integer> sizes(Integer... sizes) {
		return Stream.of(sizes).filter((size) -> size > 0);
	}

	private static List<String> heap(String collector, int gigabytes, String young) {
		return List.of("-XX:+Use" + collector, "-Xms" + gigabytes + "g", "-Xmx" + gigabytes + "g", "-Xmn" + young);
	}

	private static String threads(int threads) {
		return (threads == 1) ? "1 thread" : threads + " threads"
				+ ((threads > Runtime.getRuntime().availableProcessors()) ? " (more than cores)" : "");
	}

	private static String beside(int live) {
		return (live == 0) ? "" : ", " + count(live) + " live beside";
	}

	private static String count(int count) {
		return (count % 1_000_000 == 0) ? count / 1_000_000 + " million" : String.valueOf(count);
	}

}
