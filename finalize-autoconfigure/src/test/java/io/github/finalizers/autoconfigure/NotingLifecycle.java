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

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

/**
 * A bean that notes when it is started, stopped and destroyed, or fails to start.
 */
class NotingLifecycle implements SmartLifecycle, DisposableBean {

	private final String name;

	private final int phase;

	private final Journal journal;

	private volatile boolean running;

	private volatile boolean alive = true;

	NotingLifecycle(String name, int phase, Journal journal) {
		this.name = name;
		this.phase = phase;
		this.journal = journal;
	}

	boolean isAlive() {
		return this.alive;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	@Override
	public void start() {
		this.running = true;
		this.journal.note(this.name + " started");
	}

	@Override
	public void stop() {
		this.running = false;
		this.journal.note(this.name + " stopped");
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		this.alive = false;
		this.journal.note(this.name + " destroyed");
	}

}
