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

import java.util.List;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Base class for tests of {@link FinalizerMetrics}.
 */
abstract class AbstractFinalizerMetricsTests {

	final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	final FinalizerMetrics metrics = new FinalizerMetrics();

	final ManagedRegistry registry = create();

	@AfterEach
	void close() {
		this.registry.close();
	}

	void add(ManagedRegistry source) {
		source.forEachName((name) -> this.metrics.add(source, name));
	}

	static ManagedRegistry create() {
		return FinalizerRegistryBuilder.create().log((level, message, thrown) -> {
		}).build();
	}

	Finalizer<Void> register(FinalizerRegistry source) {
		return source.register(this, () -> {
		});
	}

	double value(String name, String... tags) {
		Meter meter = this.meters.get(name).tags(Tags.of(tags)).meter();
		return meter.measure().iterator().next().getValue();
	}

	static List<String> ids(MeterRegistry meters) {
		return meters.getMeters()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getName() + id.getTags()
				.stream()
				.map((tag) -> tag.getKey() + "=" + tag.getValue())
				.collect(Collectors.joining(",", "[", "]")) + " " + id.getType())
			.toList();
	}

}
