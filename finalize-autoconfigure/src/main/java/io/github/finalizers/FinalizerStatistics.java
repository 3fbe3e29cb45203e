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

package io.github.finalizers;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What a registry counts, at one moment. <pre class="code">
 * FinalizerStatistics statistics = registry.statistics();
 * long forgotten = statistics.names().get("thumbnails").finished().get(FinalizerCause.COLLECTED);
 * boolean stuck = !statistics.worker().stalled().isEmpty();
 * </pre>
 *
 * @param names what is counted under each name, sorted by name
 * @param worker what the worker is at, for the registry as a whole
 * @since 0.1.0
 */
public record FinalizerStatistics(Map<String, OfName> names, Worker worker) {

	public FinalizerStatistics {
		names = Collections.unmodifiableMap(new TreeMap<>(names));
	}

	/**
	 * Return how many finalizers are live.
	 * @return the sum over the names
	 */
	public long live() {
		return this.names.values().stream().mapToLong(OfName::live).sum();
	}

	/**
	 * Return how many finalizers have died, by any cause.
	 * @return the sum over the names
	 */
	public long dead() {
		return this.names.values().stream().mapToLong(OfName::dead).sum();
	}

	/**
	 * Return how many finalizers have died by a cause.
	 * @param cause the cause
	 * @return the sum over the names
	 */
	public long finished(FinalizerCause cause) {
		Objects.requireNonNull(cause, "cause");
		return this.names.values().stream().mapToLong((ofName) -> ofName.finished(cause)).sum();
	}

	/**
	 * Return how many actions have thrown on a thread of the registry.
	 * @return the sum over the names
	 */
	public long failures() {
		return this.names.values().stream().mapToLong(OfName::failures).sum();
	}

	/**
	 * Return how many finalizers must have been called and were not.
	 * @return the sum over the names
	 */
	public long leaks() {
		return this.names.values().stream().mapToLong(OfName::leaks).sum();
	}

	/**
	 * Return how many bytes are held by what is live, and by those whose action has not
	 * finished.
	 * @return the sum over the names
	 */
	public long bytes() {
		return this.names.values().stream().mapToLong(OfName::bytes).sum();
	}

	/**
	 * What is counted under one name.
	 *
	 * @param live how many finalizers are live
	 * @param finished how many have died, by cause; every cause is there
	 * @param failures how many actions have thrown on a thread of the registry
	 * @param actions how many actions have ended on a thread of the registry
	 * @param actionTime how long those took, in all
	 * @param leaks how many have died uncalled and undetached, if finalizers of the name
	 * must be called; 0 otherwise
	 * @param mustBeCalled whether finalizers of the name must be called
	 * @param bytes how many bytes are {@linkplain FinalizerRegistry#sized held} by what
	 * is live, and by those whose action has not finished
	 * @param limitExceeded how many registrations were past the limit of the name:
	 * registered all the same, refused, or made to wait
	 * @param limit the limit of the name, {@code null} if it has none
	 * @since 0.1.0
	 */
	public record OfName(long live, Map<FinalizerCause, Long> finished, long failures, long actions,
			Duration actionTime, long leaks, boolean mustBeCalled, long bytes, long limitExceeded,
			@Nullable FinalizerLimit limit) {

		public OfName {
			EnumMap<FinalizerCause, Long> complete = new EnumMap<>(FinalizerCause.class);
			for (FinalizerCause cause : FinalizerCause.values()) {
				complete.put(cause, finished.getOrDefault(cause, 0L));
			}
			finished = Collections.unmodifiableMap(complete);
		}

		/**
		 * Return how many have died, by any cause.
		 * @return the sum of what has finished
		 */
		public long dead() {
			return this.finished.values().stream().mapToLong(Long::longValue).sum();
		}

		/**
		 * Return how many have died by a cause.
		 * @param cause the cause
		 * @return the number of them
		 */
		public long finished(FinalizerCause cause) {
			return this.finished.getOrDefault(Objects.requireNonNull(cause, "cause"), 0L);
		}

	}

	/**
	 * What the worker is at.
	 *
	 * @param state what it does
	 * @param pending how many collected ones are waiting for their turn
	 * @param stalled the actions that have run for longer than the stall threshold, now
	 * @since 0.1.0
	 */
	public record Worker(WorkerState state, int pending, List<RunningAction> stalled) {

		public Worker {
			stalled = List.copyOf(stalled);
		}

	}

	/**
	 * What a worker can be doing.
	 *
	 * @since 0.1.0
	 */
	public enum WorkerState {

		/**
		 * There was no registration yet, hence no thread.
		 */
		NOT_STARTED,

		/**
		 * It waits for the collector to report a referent.
		 */
		WAITING,

		/**
		 * It runs actions of collected ones.
		 */
		RUNNING,

		/**
		 * As many actions are blocked as may be; collected ones wait until one returns.
		 */
		BLOCKED,

		/**
		 * The exit sweep has taken over.
		 */
		ENDED

	}

}
