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

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.LogSink;

/**
 * The listeners as one, which no listener can break: what one throws is logged, and the
 * others are told.
 */
final class Listeners {

	private final FinalizerListener[] listeners;

	private final LogSink log;

	Listeners(List<FinalizerListener> listeners, LogSink log) {
		this.listeners = listeners.toArray(FinalizerListener[]::new);
		this.log = log;
	}

	boolean hasAny() {
		return this.listeners.length > 0;
	}

	/**
	 * Tell that a finalizer died.
	 * @param nanos how long the action took, negative if that is not known
	 */
	void finalized(Handle<?> handle, FinalizerCause cause, long nanos) {
		if (this.listeners.length > 0) {
			Duration duration = (nanos >= 0) ? Duration.ofNanos(nanos) : null;
			tell((listener) -> listener.finalized(handle.stripe().account.name, cause, duration));
		}
	}

	void failed(String name, FinalizerCause cause, Throwable failure) {
		tell((listener) -> listener.failed(name, cause, failure));
	}

	void stalled(RunningAction action) {
		tell((listener) -> listener.stalled(action));
	}

	void leaked(FinalizerLeak leak) {
		tell((listener) -> listener.leaked(leak));
	}

	void sweepBegun(long live) {
		tell((listener) -> listener.sweepBegun(live));
	}

	void sweepEnded(SweepResult result) {
		tell((listener) -> listener.sweepEnded(result));
	}

	private void tell(Consumer<FinalizerListener> event) {
		for (FinalizerListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				this.log.log(System.Logger.Level.WARNING,
						"The listener " + listener.getClass().getTypeName() + " failed", ex);
			}
		}
	}

}
