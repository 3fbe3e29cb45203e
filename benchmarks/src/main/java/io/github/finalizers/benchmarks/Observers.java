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

package io.github.finalizers.benchmarks;

import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.metrics.FinalizerMetrics;

/**
 * Who may look at what a registry does.
 */
public enum Observers {

	/**
	 * Nobody.
	 */
	NOBODY,

	/**
	 * Nobody, and no captured referent is looked for.
	 */
	UNCHECKED {

		@Override
		FinalizerRegistryBuilder builder() {
			return super.builder().captureCheck(CaptureCheck.OFF);
		}

	},

	/**
	 * Meters in a meter registry and the endpoint, which nobody reads.
	 */
	METERS {

		@Override
		Object watch(ManagedRegistry registry) {
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			FinalizerMetrics metrics = new FinalizerMetrics();
			metrics.bindTo(meters);
			registry.forEachName((name) -> metrics.add(registry, name));
			return List.of(meters, metrics, new FinalizersEndpoint(registry));
		}

	},

	/**
	 * A listener that does nothing.
	 */
	LISTENER {

		@Override
		FinalizerRegistryBuilder builder() {
			return super.builder().listener(new FinalizerListener() {
			});
		}

	},

	/**
	 * The registry itself, which records where a sample is registered, as by default.
	 */
	SITES_SAMPLED,

	/**
	 * The same, of a name whose finalizers must be called: a larger sample.
	 */
	MUST_BE_CALLED {

		@Override
		FinalizerRegistryBuilder builder() {
			return super.builder().mustBeCalled(FinalizersContender.NAME, true);
		}

	},

	/**
	 * The registry itself, which records where each is registered.
	 */
	SITES_ALL {

		@Override
		FinalizerRegistryBuilder builder() {
			return super.builder().registrationSites(RegistrationSites.ALL);
		}

	},

	/**
	 * Nobody, and it is not recorded where anything is registered.
	 */
	SITES_OFF {

		@Override
		FinalizerRegistryBuilder builder() {
			return super.builder().registrationSites(RegistrationSites.OFF);
		}

	};

	FinalizerRegistryBuilder builder() {
		return FinalizerRegistryBuilder.create();
	}

	/**
	 * Begin to look on.
	 * @return what must not be collected
	 */
	Object watch(ManagedRegistry registry) {
		return this;
	}

}
