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

package io.github.finalizers.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.finalizers.FinalizerAction;

/**
 * An object whose own methods must never be called: each counts the call and throws.
 */
class Hostile {

	final AtomicInteger calls = new AtomicInteger();

	@Override
	@SuppressWarnings("EqualsUnsafeCast")
	public boolean equals(Object other) {
		throw called("equals");
	}

	@Override
	public int hashCode() {
		throw called("hashCode");
	}

	@Override
	public String toString() {
		throw called("toString");
	}

	private AssertionError called(String method) {
		this.calls.incrementAndGet();
		return new AssertionError(method + " was called");
	}

	/**
	 * A hostile action of every form, which counts its runs.
	 */
	static final class Action extends Hostile implements Runnable, Callable<Object>, FinalizerAction<Object> {

		final AtomicInteger runs = new AtomicInteger();

		@Override
		public void run() {
			this.runs.incrementAndGet();
		}

		@Override
		public void run(Object state) {
			this.runs.incrementAndGet();
		}

		@Override
		public Object call() {
			this.runs.incrementAndGet();
			return null;
		}

	}

}
