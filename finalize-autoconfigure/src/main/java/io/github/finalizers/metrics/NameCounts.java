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

package io.github.finalizers.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.OfName;

/**
 * What is counted under one name, summed over the registries that use it. Those that have
 * closed are kept as a sum, so that no count ever goes back.
 */
final class NameCounts {

	private final String name;

	private final AtomicReference<Sum> sum = new AtomicReference<>(new Sum(List.of(), nothing()));

	NameCounts(String name) {
		this.name = name;
	}

	void add(FinalizerRegistry source, NameReader reader) {
		this.sum.updateAndGet((sum) -> sum.with(new Part(source, reader)));
	}

	/**
	 * Replace what is read of a registry by what it counts now.
	 * @param source the registry, which has closed
	 */
	void fold(FinalizerRegistry source) {
		this.sum.updateAndGet((sum) -> sum.without(source));
	}

	String name() {
		return this.name;
	}

	double live() {
		return total(OfName::live);
	}

	double dead() {
		return total(OfName::dead);
	}

	double finished(FinalizerCause cause) {
		return total((counts) -> counts.finished(cause));
	}

	double failures() {
		return total(OfName::failures);
	}

	double leaks() {
		return total(OfName::leaks);
	}

	double bytes() {
		return total(OfName::bytes);
	}

	double limitExceeded() {
		return total(OfName::limitExceeded);
	}

	long actions() {
		return (long) total(OfName::actions);
	}

	double actionNanos() {
		return total((counts) -> counts.actionTime().toNanos());
	}

	private double total(ToDoubleFunction<OfName> count) {
		Sum sum = this.sum.get();
		double total = count.applyAsDouble(sum.past());
		for (Part part : sum.parts()) {
			total += count.applyAsDouble(part.reader().read());
		}
		return total;
	}

	private static OfName nothing() {
		return new OfName(0, Map.of(), 0, 0, Duration.ZERO, 0, false, 0, 0, null);
	}

	/**
	 * Add up what is kept of closed registries: nothing is held there, but by actions
	 * that were left behind, which nobody follows any more.
	 * @param one what was kept before
	 * @param other what is kept too
	 * @return both
	 */
	private static OfName plus(OfName one, OfName other) {
		Map<FinalizerCause, Long> finished = new EnumMap<>(FinalizerCause.class);
		for (FinalizerCause cause : FinalizerCause.values()) {
			finished.put(cause, one.finished(cause) + other.finished(cause));
		}
		return new OfName(one.live() + other.live(), finished, one.failures() + other.failures(),
				one.actions() + other.actions(), one.actionTime().plus(other.actionTime()), one.leaks() + other.leaks(),
				one.mustBeCalled() || other.mustBeCalled(), 0, one.limitExceeded() + other.limitExceeded(), null);
	}

	/**
	 * Reads what a registry counts under a name.
	 */
	interface NameReader {

		OfName read();

	}

	/**
	 * One registry's share.
	 *
	 * @param source the registry
	 * @param reader reads what it counts
	 */
	private record Part(FinalizerRegistry source, NameReader reader) {

	}

	/**
	 * All shares, replaced as a whole: a reader sees a registry either read or folded.
	 *
	 * @param parts the registries that may still count
	 * @param past what closed ones have counted
	 */
	private record Sum(List<Part> parts, OfName past) {

		Sum with(Part part) {
			List<Part> parts = new ArrayList<>(this.parts);
			parts.add(part);
			return new Sum(parts, this.past);
		}

		Sum without(FinalizerRegistry source) {
			List<Part> parts = new ArrayList<>();
			OfName past = this.past;
			for (Part part : this.parts) {
				if (part.source() == source) {
					past = plus(past, part.reader().read());
				}
				else {
					parts.add(part);
				}
			}
			return new Sum(parts, past);
		}

	}

}
