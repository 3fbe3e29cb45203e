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

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Objects to watch, with a state for each.
 */
final class Population {

	private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

	private final @Nullable Object[] referents;

	private final Resource[] states;

	/**
	 * Objects that live and their states.
	 */
	Population(int size) {
		this.referents = new Object[size];
		this.states = new Resource[size];
		for (int i = 0; i < size; i++) {
			this.states[i] = new Resource();
		}
		live();
	}

	/**
	 * Make new referents.
	 */
	void live() {
		for (int i = 0; i < this.referents.length; i++) {
			this.referents[i] = new Object();
		}
	}

	/**
	 * Register all, and drop the handles.
	 */
	void register(Contender contender) {
		register(contender, 0, this.states.length);
	}

	/**
	 * Register some, and drop the handles.
	 */
	@SuppressWarnings("NullAway") // not dead yet
	void register(Contender contender, int from, int to) {
		for (int i = from; i < to; i++) {
			contender.register(this.referents[i], this.states[i]);
		}
	}

	/**
	 * Register all, and keep the handles.
	 */
	@SuppressWarnings("NullAway") // not dead yet
	Object[] handles(Contender contender) {
		Object[] handles = new Object[this.states.length];
		for (int i = 0; i < handles.length; i++) {
			handles[i] = contender.register(this.referents[i], this.states[i]);
		}
		return handles;
	}

	/**
	 * Let go of all referents.
	 */
	void die() {
		Arrays.fill(this.referents, null);
	}

	/**
	 * Wait until every action has run.
	 */
	void awaitReleased() {
		long begun = System.nanoTime();
		for (Resource state : this.states) {
			while (state.released() == 0) {
				if (System.nanoTime() - begun > PATIENCE) {
					throw new IllegalStateException("Not every action has run");
				}
				LockSupport.parkNanos(500_000);
			}
		}
	}

}
