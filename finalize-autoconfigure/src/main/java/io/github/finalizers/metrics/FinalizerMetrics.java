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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.FinalizerStatistics.Worker;
import io.github.finalizers.metrics.NameCounts.NameReader;

/**
 * {@link MeterBinder} for what {@link FinalizerRegistry finalizer registries} count.
 * Nothing is counted for it: a meter reads its registries when it is read. Equal names of
 * several registries are one series. <pre class="code">
 * FinalizerMetrics metrics = new FinalizerMetrics();
 * metrics.bindTo(meterRegistry);
 * registry.forEachName((name) -&gt; metrics.add(registry, name));
 * </pre>
 * <p>
 * It holds the registries strongly, until they are {@linkplain #remove removed} or it is
 * {@linkplain #close() closed}. It is safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class FinalizerMetrics implements MeterBinder, AutoCloseable {

	private static final String DEFAULT = "default";

	private static final String OTHER = "other";

	private final Map<String, NameCounts> names = new ConcurrentHashMap<>();

	/**
	 * A view of each registry, whose statistics are short.
	 */
	private final Map<FinalizerRegistry, FinalizerRegistry> sources = new ConcurrentHashMap<>();

	private final List<Removed> removed = new CopyOnWriteArrayList<>();

	private final List<BoundMeters> bound = new CopyOnWriteArrayList<>();

	private volatile boolean closed;

	/**
	 * Read what a registry counts under a name, from now on and in every meter registry
	 * that this is or will be bound to.
	 * @param source the registry
	 * @param name a name that it counts apart
	 */
	public void add(FinalizerRegistry source, String name) {
		Objects.requireNonNull(source, "source");
		Objects.requireNonNull(name, "name");
		if (this.closed) {
			return;
		}
		foldRemoved();
		this.sources.putIfAbsent(source, source.named(DEFAULT));
		NameCounts added = new NameCounts(name);
		NameCounts present = this.names.putIfAbsent(name, added);
		NameCounts counts = (present != null) ? present : added;
		counts.add(source, reader(source, name));
		if (present == null) {
			this.bound.forEach((meters) -> meters.addName(counts));
			removeIfClosed();
		}
	}

	/**
	 * Let go of a registry as soon as it has closed. What it has counted stays counted.
	 * @param source the registry
	 * @param ended tells whether it has closed; it is asked when meters are read, and
	 * when another registry comes or goes
	 */
	public void remove(FinalizerRegistry source, BooleanSupplier ended) {
		Objects.requireNonNull(source, "source");
		Objects.requireNonNull(ended, "ended");
		foldRemoved();
		this.removed.add(new Removed(source, ended));
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Objects.requireNonNull(registry, "registry");
		if (this.bound.stream().anyMatch((meters) -> meters.isIn(registry))) {
			return;
		}
		BoundMeters meters = new BoundMeters(registry);
		this.bound.add(meters);
		meters.addTotals(this);
		this.names.values().forEach(meters::addName);
		removeIfClosed();
	}

	/**
	 * Remove the meters, and only these, from all meter registries.
	 */
	@Override
	public void close() {
		this.closed = true;
		removeIfClosed();
		this.sources.clear();
		this.removed.clear();
		this.names.clear();
	}

	double stalled() {
		return total((worker) -> worker.stalled().size());
	}

	double pending() {
		return total(Worker::pending);
	}

	private double total(ToDoubleFunction<Worker> count) {
		foldRemoved();
		return this.sources.values()
			.stream()
			.mapToDouble((view) -> count.applyAsDouble(view.statistics().worker()))
			.sum();
	}

	/**
	 * Take the meters back that were added while another thread closed this.
	 */
	private void removeIfClosed() {
		if (this.closed) {
			this.bound.forEach(BoundMeters::removeAll);
		}
	}

	private void foldRemoved() {
		this.removed.stream().filter((candidate) -> candidate.ended().getAsBoolean()).forEach(this::fold);
	}

	private void fold(Removed ended) {
		if (this.removed.remove(ended)) {
			this.names.values().forEach((counts) -> counts.fold(ended.source()));
			this.sources.remove(ended.source());
		}
	}

	private static NameReader reader(FinalizerRegistry source, String name) {
		// What is counted together has no view of its own.
		FinalizerRegistry view = name.equals(OTHER) ? source : source.named(name);
		OfName nothing = new OfName(0, Map.of(), 0, 0, Duration.ZERO, 0, false, 0, 0, null);
		return () -> view.statistics().names().getOrDefault(name, nothing);
	}

	/**
	 * A registry that is to be let go.
	 *
	 * @param source the registry
	 * @param ended tells whether it has closed
	 */
	private record Removed(FinalizerRegistry source, BooleanSupplier ended) {

	}

}
