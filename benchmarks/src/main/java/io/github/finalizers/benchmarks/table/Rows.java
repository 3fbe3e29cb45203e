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

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.benchmarks.Contenders;
import io.github.finalizers.benchmarks.Harness;
import io.github.finalizers.benchmarks.Job;
import io.github.finalizers.benchmarks.Memory;
import io.github.finalizers.benchmarks.Observers;
import io.github.finalizers.benchmarks.Prototypes;
import io.github.finalizers.benchmarks.table.Probe.OfHarness;
import io.github.finalizers.benchmarks.table.Probe.OfJmh;
import io.github.finalizers.benchmarks.table.Probe.OfStartUp;
import io.github.finalizers.benchmarks.table.Row.Comparison;

/**
 * The rows of the table, with the limits that the project has set itself.
 */
final class Rows {

	private static final String SUBJECT = Contenders.FINALIZERS.name();

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
		prototypes();
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
		for (int threads : this.scale.threads()) {
			List<Row> rows = new ArrayList<>();
			for (int live : beside(job, threads)) {
				OfJmh probe = new OfJmh(benchmark, "contender", threads, live, iterations(job, live),
						(live > this.scale.many()) ? LARGE : SMALL,
						(live == 0 && threads <= this.scale.everyone()) ? who(job) : two());
				rows.add(ratio(work + note + ", " + threads(threads) + beside(live), probe, "nanos", "ns",
						(threads == 1) ? limit : limitOfSeveral));
			}
			this.all.addAll(rows);
			if (rows.size() == 3) {
				this.growth.add(new Growth(work + ", " + threads(threads), rows.get(0), rows.get(2)));
			}
		}
	}

	/**
	 * How many are live beside: fewer kinds where that takes long.
	 */
	private List<Integer> beside(Job job, int threads) {
		if (job == Job.DETACH || threads > this.scale.beside()) {
			return List.of(0);
		}
		return Stream.concat(Stream.of(0), sizes(this.scale.many(), (threads <= 2) ? this.scale.most() : 0)).toList();
	}

	private List<Integer> iterations(Job job, int live) {
		return (job == Job.REGISTER) ? this.scale.shotsBeside(live) : this.scale.iterations();
	}

	private void random() {
		String work = "call one at random and register another";
		List<Row> rows = sizes(10, this.scale.many(), this.scale.most())
			.map((live) -> ratio(work + ", " + count(live) + " live",
					new OfJmh("callAtRandom", "contender", 1, live, this.scale.iterations(), LARGE, two()), "nanos",
					"ns", 1.0))
			.toList();
		this.all.addAll(rows);
		this.growth.add(new Growth(work, rows.get(0), rows.get(rows.size() - 1)));
	}

	private void memory() {
		sizes(this.scale.many(), this.scale.most()).forEach((live) -> {
			boolean many = live == this.scale.many();
			Probe probe = new OfHarness(Harness.MEMORY, live, many ? SMALL : LARGE, many ? who(Job.COLLECT) : two());
			String off = Contenders.FINALIZERS_SITES_OFF.name();
			Probe probeOff = new OfHarness(Harness.MEMORY, live, many ? SMALL : LARGE, List.of(off));
			figure("bytes a live finalizer, " + count(live), SUBJECT, probe, Memory.LIVE, "B", 60);
			figure("bytes a live finalizer, registration sites off, " + count(live), off, probeOff, Memory.LIVE, "B",
					60);
			figure("bytes left of each, all collected, " + count(live), SUBJECT, probe, Memory.COLLECTED, "B",
					Row.NO_LIMIT);
			figure("bytes left of each, all called, " + count(live), SUBJECT, probe, Memory.CALLED, "B", Row.NO_LIMIT);
		});
	}

	private void collected() {
		String work = count(this.scale.many()) + " collected, to the last action, ";
		this.all.add(ratio(work + "ParallelGC",
				new OfHarness(Harness.DRAIN, this.scale.many(), SMALL, who(Job.COLLECT)), "millis", "ms", 0.7));
		this.all.add(ratio(work + "G1GC", new OfHarness(Harness.DRAIN, this.scale.many(), heap("G1GC", 2, "1g"), two()),
				"millis", "ms", 0.7));
		this.all.add(
				ratio("one collected alone, to its action, SerialGC",
						new OfHarness(Harness.ALONE, this.scale.alone(),
								List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx64m"), who(Job.COLLECT)),
						"micros", "µs", 2.0));
	}

	private void collections() {
		sizes(this.scale.many(), this.scale.most()).forEach((live) -> {
			boolean many = live == this.scale.many();
			List<String> who = many ? without(who(Job.REGISTER), "GUAVA", "JNA") : two();
			for (String collector : List.of("ParallelGC", "G1GC")) {
				Probe probe = new OfHarness(Harness.COLLECTIONS, live, heap(collector, many ? 2 : 6, "16m"), who);
				String where = ", " + count(live) + " live, " + collector;
				this.all.add(ratio("full collection" + where, probe, "full", "ms", 0.9));
				this.all.add(ratio("young collections while registering" + where, probe, "young", "ms", 0.9));
			}
		});
	}

	private void exit() {
		String one = "ONE_THREAD";
		String several = "FOUR_THREADS";
		Probe probe = new OfHarness(Harness.EXIT, this.scale.many(), heap("G1GC", 2, "1g"), List.of(one, several));
		String work = "exit sweep of " + count(this.scale.many()) + ", registered by ";
		figure(work + "one thread", one, probe, "first", "ms", 200);
		figure(work + "one thread, fourth sweep of the JVM", one, probe, "later", "ms", 200);
		figure(work + "four threads", several, probe, "first", "ms", 200);
		figure(work + "four threads, fourth sweep of the JVM", several, probe, "later", "ms", 200);
	}

	private void observed() {
		Probe probe = new OfJmh("registerAndCallObserved", "observer", 1, -1, this.scale.careful(), SMALL,
				List.of(Observers.METERS.name(), Observers.LISTENER.name(), Observers.NOBODY.name()));
		String work = "register and call, ";
		difference(work + "metrics and endpoint on, nobody reading", Observers.METERS.name(), probe, "nanos", "ns", 2);
		difference(work + "one listener that does nothing", Observers.LISTENER.name(), probe, "nanos", "ns",
				Row.NO_LIMIT);
		Probe sites = new OfJmh("registerAndCallObserved", "observer", 1, -1, this.scale.careful(), SMALL,
				List.of(Observers.SITES_SAMPLED.name(), Observers.MUST_BE_CALLED.name(), Observers.SITES_ALL.name(),
						Observers.SITES_OFF.name()));
		difference(work + "registration sites sampled", Observers.SITES_SAMPLED.name(), sites, "nanos", "ns", 5);
		difference(work + "registration sites sampled, must be called", Observers.MUST_BE_CALLED.name(), sites, "nanos",
				"ns", Row.NO_LIMIT);
		difference(work + "registration sites of all", Observers.SITES_ALL.name(), sites, "nanos", "ns", Row.NO_LIMIT);
		captureCheck(work);
	}

	private void captureCheck(String work) {
		Probe steady = new OfJmh("registerAndCallObserved", "observer", 1, -1, this.scale.careful(), SMALL,
				List.of(Observers.NOBODY.name(), Observers.UNCHECKED.name()));
		difference(work + "capture check in warn", Observers.NOBODY.name(), steady, "nanos", "ns", 5);
		Probe first = new OfHarness(Harness.FIRST_REGISTRATIONS, this.scale.alone(), SMALL,
				List.of(CaptureCheck.WARN.name(), CaptureCheck.OFF.name()));
		difference("first registration of an action class, capture check in warn", CaptureCheck.WARN.name(), first,
				"micros", "µs", 100);
	}

	private void prototypes() {
		List<String> who = List.of(Prototypes.DESTROYED.name(), Prototypes.FORGOTTEN.name());
		difference("getBean of a prototype, which is destroyed when dropped", Prototypes.DESTROYED.name(),
				new OfJmh("getBean", "prototype", 1, -1, this.scale.careful(), SMALL, who), "nanos", "ns",
				Row.NO_LIMIT);
		difference("call of a method of such a prototype", Prototypes.DESTROYED.name(),
				new OfJmh("useBean", "prototype", 1, -1, this.scale.careful(), SMALL, who), "nanos", "ns",
				Row.NO_LIMIT);
	}

	private void startUp() {
		Probe probe = new OfStartUp(this.scale.pairs(), List.of("-XX:+UseG1GC", "-Xms512m", "-Xmx512m"));
		difference("start of an application, with the starter", OfStartUp.WITH, probe, "millis", "ms", 15);
		figure("threads of ours before the first registration", OfStartUp.WITH, probe, "threads", "", 0);
	}

	private static Row ratio(String work, Probe probe, String figure, String unit, double limit) {
		return new Row(work, SUBJECT, probe, figure, unit, Comparison.RATIO, limit);
	}

	private void difference(String work, String subject, Probe probe, String figure, String unit, double limit) {
		this.all.add(new Row(work, subject, probe, figure, unit, Comparison.DIFFERENCE, limit));
	}

	private void figure(String work, String subject, Probe probe, String figure, String unit, double limit) {
		this.all.add(new Row(work, subject, probe, figure, unit, Comparison.FIGURE, limit));
	}

	private List<String> who(Job job) {
		return (this.scale.everyone() > 0)
				? Stream.of(Contenders.values()).filter((each) -> each.can(job)).map(Enum::name).toList() : two();
	}

	private static List<String> two() {
		return List.of(SUBJECT, Row.BASELINE);
	}

	private static List<String> without(List<String> who, String... others) {
		return who.stream().filter((each) -> !List.of(others).contains(each)).toList();
	}

	private static Stream<Integer> sizes(Integer... sizes) {
		return Stream.of(sizes).filter((size) -> size > 0);
	}

	private static List<String> heap(String collector, int gigabytes, String young) {
		return List.of("-XX:+Use" + collector, "-Xms" + gigabytes + "g", "-Xmx" + gigabytes + "g", "-Xmn" + young,
				"-XX:+AlwaysPreTouch");
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
