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

package io.github.finalizers.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * {@link SmartLifecycle} that starts the exit sweep when the context closes, in the phase
 * where nothing works any more and every bean is still there.
 * <p>
 * Not a dependency of any bean, and dependent on no {@code Lifecycle}: either would be
 * stopped along with it, whatever its phase.
 */
final class FinalizerExitSweep implements SmartLifecycle, DisposableBean {

	private final List<ManagedRegistry> registries;

	private final ConfigurableApplicationContext context;

	private final int phase;

	private volatile boolean swept;

	FinalizerExitSweep(List<ManagedRegistry> registries, ConfigurableApplicationContext context, int phase) {
		this.registries = registries;
		this.context = context;
		this.phase = phase;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public void start() {
		// Running from its creation on: there is nothing to start.
	}

	/**
	 * Sweep if the context closes. A stop or a checkpoint is not the end, and an event
	 * would not tell: a child's reaches the parent, and a listener may swallow it.
	 */
	@Override
	public void stop() {
		if (this.context.isClosed()) {
			sweep();
		}
	}

	@Override
	public void stop(Runnable callback) {
		try {
			stop();
		}
		finally {
			callback.run();
		}
	}

	/**
	 * Return whether the sweep is still to come, even after a stop: what isn't running is
	 * passed over when the context closes.
	 */
	@Override
	public boolean isRunning() {
		return !this.swept;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	/**
	 * Sweep if a failed start has skipped the stop.
	 */
	@Override
	public void destroy() {
		sweep();
	}

	private void sweep() {
		this.registries.forEach(ManagedRegistry::sweep);
		this.swept = true;
	}

}
