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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.metrics.FinalizerMeters.Tag;

/**
 * The meters that one {@link FinalizerMetrics} has in one {@link MeterRegistry}, and no
 * others: an equal meter that was there before stays its owner's.
 */
final class BoundMeters {

	private final MeterRegistry registry;

	private final Queue<Meter> meters = new ConcurrentLinkedQueue<>();

	BoundMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	boolean isIn(MeterRegistry registry) {
		return this.registry == registry;
	}

	void addTotals(FinalizerMetrics metrics) {
		Set<Meter> before = present();
		keep(before, gauge(FinalizerMeters.STALLED, Tags.empty(), metrics, FinalizerMetrics::stalled));
		keep(before, gauge(FinalizerMeters.PENDING, Tags.empty(), metrics, FinalizerMetrics::pending));
	}

	void addName(NameCounts counts) {
		Set<Meter> before = present();
		Tags name = Tags.of(Tag.NAME, counts.name());
		keep(before, gauge(FinalizerMeters.LIVE, name, counts, NameCounts::live));
		keep(before, bytes(name, counts));
		keep(before, counter(FinalizerMeters.LIMIT_EXCEEDED, name, counts, NameCounts::limitExceeded));
		keep(before, gauge(FinalizerMeters.DEAD, name, counts, NameCounts::dead));
		for (FinalizerCause cause : FinalizerCause.values()) {
			keep(before, counter(FinalizerMeters.FINISHED, name.and(Tag.CAUSE, cause.name().toLowerCase(Locale.ROOT)),
					counts, (current) -> current.finished(cause)));
		}
		keep(before, counter(FinalizerMeters.FAILURES, name, counts, NameCounts::failures));
		keep(before, counter(FinalizerMeters.LEAKS, name, counts, NameCounts::leaks));
		keep(before, timer(FinalizerMeters.ACTIONS, name, counts));
	}

	void removeAll() {
		for (Meter meter = this.meters.poll(); meter != null; meter = this.meters.poll()) {
			this.registry.remove(meter);
		}
	}

	private Set<Meter> present() {
		Set<Meter> present = Collections.newSetFromMap(new IdentityHashMap<>());
		present.addAll(this.registry.getMeters());
		return present;
	}

	private void keep(Set<Meter> before, Meter meter) {
		if (!before.contains(meter)) {
			this.meters.add(meter);
		}
	}

	private <T> Meter gauge(FinalizerMeters meter, Tags tags, T read, ToDoubleFunction<T> value) {
		return Gauge.builder(meter.key(), read, value)
			.description(meter.description())
			.tags(tags)
			.register(this.registry);
	}

	private Meter bytes(Tags tags, NameCounts read) {
		return Gauge.builder(FinalizerMeters.LIVE_BYTES.key(), read, NameCounts::bytes)
			.description(FinalizerMeters.LIVE_BYTES.description())
			.baseUnit(BaseUnits.BYTES)
			.tags(tags)
			.register(this.registry);
	}

	private Meter counter(FinalizerMeters meter, Tags tags, NameCounts read, ToDoubleFunction<NameCounts> value) {
		return FunctionCounter.builder(meter.key(), read, value)
			.description(meter.description())
			.tags(tags)
			.register(this.registry);
	}

	private Meter timer(FinalizerMeters meter, Tags tags, NameCounts read) {
		return FunctionTimer
			.builder(meter.key(), read, NameCounts::actions, NameCounts::actionNanos, TimeUnit.NANOSECONDS)
			.description(meter.description())
			.tags(tags)
			.register(this.registry);
	}

}
