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

import org.springframework.context.SmartLifecycle;

/**
 * The cure for an executor that nobody stops in time: stops it in the phase in which
 * Spring stops its own, after the web server and before the sweep.
 */
final class StoppedBeforeTheSweep implements SmartLifecycle {

	private final Stop stop;

	private volatile boolean running;

	StoppedBeforeTheSweep(Stop stop) {
		this.stop = stop;
	}

	@Override
	public int getPhase() {
		return Integer.MAX_VALUE / 2;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		try {
			this.stop.stopAndAwait();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * How to stop an executor and await its tasks.
	 */
	interface Stop {

		void stopAndAwait() throws InterruptedException;

	}

}
