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

package io.github.finalizers.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;

/**
 * Counts what the exit does, and says it. {@code ran} and {@code failures} are counted by
 * the exit thread, everything else by the closing one.
 */
final class SweepTally {

	private final Core core;

	private final long startedAt;

	private final @Nullable Object event = FlightRecording.beginSweep();

	private final AtomicLong ran = new AtomicLong();

	private final AtomicLong failures = new AtomicLong();

	private final List<RunningAction> leftBehind = new ArrayList<>();

	private final Map<String, Long> unreached = new TreeMap<>();

	private final Map<String, Long> abandoned = new TreeMap<>();

	SweepTally(Core core) {
		this.core = core;
		this.startedAt = core.now();
	}

	void ran(boolean failed) {
		this.ran.incrementAndGet();
		if (failed) {
			failed();
		}
	}

	void failed() {
		this.failures.incrementAndGet();
	}

	void leftBehind(RunningAction action) {
		this.leftBehind.add(action);
		this.core.log(Level.WARNING,
				"An action of \"" + action.name() + "\" did not end in " + Texts.of(action.running())
						+ ", interrupted or not, and is left behind on the daemon thread " + action.thread()
						+ "; the rest still run" + Texts.of(action.stack()),
				null);
	}

	/**
	 * End one that the sweep will not run any more.
	 */
	void end(Handle<?> handle, FinalizerCause cause, @Nullable Origin origin) {
		Map<String, Long> counts = (cause == FinalizerCause.UNREACHED) ? this.unreached : this.abandoned;
		counts.merge(handle.stripe().account.name, 1L, Long::sum);
		handle.forget();
		this.core.listeners().finalized(handle, cause, -1);
		if (origin != null) {
			origin.leaked(cause);
		}
	}

	boolean isEmpty() {
		return this.ran.get() == 0 && this.leftBehind.isEmpty() && this.unreached.isEmpty() && this.abandoned.isEmpty();
	}

	SweepResult result() {
		return new SweepResult(this.ran.get(), this.failures.get(), this.leftBehind, sum(this.unreached),
				sum(this.abandoned), Duration.ofNanos(this.core.now() - this.startedAt));
	}

	/**
	 * Log the sweep's line, and record it. It carries the counts because the meters of an
	 * application are closed before the sweep.
	 */
	void log() {
		SweepResult result = result();
		FlightRecording.endSweep(this.event, result);
		Level level = !result.clean() ? Level.WARNING : (result.ran() > 0) ? Level.INFO : Level.DEBUG;
		StringBuilder line = new StringBuilder("Exit sweep: ").append(Texts.count(result.ran(), "action"))
			.append(" run in ")
			.append(Texts.of(result.duration()));
		append(line, result.failures(), "failed", Map.of());
		append(line, result.leftBehind().size(), "left behind", Map.of());
		append(line, result.unreached(), "unreached in time", this.unreached);
		append(line, result.abandoned(), "abandoned, not to run at exit", this.abandoned);
		line.append("; ").append(counts());
		this.core.log(level, line.toString(), null);
	}

	/**
	 * The counts, for a log line.
	 */
	private String counts() {
		FinalizerStatistics statistics = this.core.statistics(null);
		StringBuilder causes = new StringBuilder();
		for (FinalizerCause cause : FinalizerCause.values()) {
			long finished = statistics.finished(cause);
			if (finished > 0) {
				causes.append(causes.isEmpty() ? ": " : ", ")
					.append(cause.name().toLowerCase(Locale.ROOT))
					.append(' ')
					.append(finished);
			}
		}
		String leaks = (statistics.leaks() > 0) ? "; leaks " + statistics.leaks() : "";
		return "live " + statistics.live() + ", dead " + statistics.dead() + causes + leaks;
	}

	private static void append(StringBuilder line, long count, String what, Map<String, Long> names) {
		if (count > 0) {
			line.append(", ").append(count).append(' ').append(what);
			if (!names.isEmpty()) {
				line.append(' ').append(names);
			}
		}
	}

	private static long sum(Map<String, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

}
