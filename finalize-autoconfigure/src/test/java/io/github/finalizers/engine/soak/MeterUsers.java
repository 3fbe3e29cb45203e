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

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.github.finalizers.Finalizer;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.metrics.ReferentMeters;

/**
 * Objects that have meters as long as they live, which is not long.
 */
final class MeterUsers {

	private final Findings findings;

	private final ManagedRegistry registry = FinalizerRegistryBuilder.create().build();

	private final SimpleMeterRegistry meterRegistry = new SimpleMeterRegistry();

	private final ReferentMeters meters = new ReferentMeters(this.meterRegistry, this.registry);

	private final AtomicInteger users = new AtomicInteger();

	MeterUsers(Findings findings) {
		this.findings = findings;
	}

	/**
	 * Bind meters to a new object, and drop it, or remove them at once.
	 */
	void add(boolean drop) {
		int number = this.users.incrementAndGet();
		int[] user = { number };
		String tag = Integer.toString(number);
		try {
			Finalizer<Void> bound = this.meters.bind(user, (registry) -> {
				Gauge.builder("user.files", user, (it) -> it[0]).tag("user", tag).register(registry);
				FunctionCounter.builder("user.bytes", user, (it) -> it[0]).tag("user", tag).register(registry);
			});
			this.findings.meterUsers.increment();
			if (!drop) {
				checkValue(tag, user);
				bound.clean();
			}
		}
		catch (IllegalStateException ex) {
			// Closed meanwhile.
		}
	}

	/**
	 * Close, after which no meter may be left.
	 */
	void finish() {
		this.registry.close();
	}

	/**
	 * While nobody else does anything, after the close.
	 */
	void checkNoneIsLeft() {
		List<Meter> left = this.meterRegistry.getMeters();
		if (!left.isEmpty()) {
			this.findings
				.wrong(left.size() + " meters of " + this.users + " users are left, such as " + left.get(0).getId());
		}
	}

	private void checkValue(String tag, int[] user) {
		Gauge gauge = this.meterRegistry.find("user.files").tag("user", tag).gauge();
		if (gauge != null && gauge.value() != user[0]) {
			this.findings.wrong("the gauge of user " + tag + " reads " + gauge.value());
		}
		Reference.reachabilityFence(user);
	}

}
