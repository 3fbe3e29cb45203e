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

package io.github.finalizers;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Hears of what a registry does: the one seam for metrics, logs, audits and alerts. Every
 * event is a default method that does nothing, so that a listener implements what it
 * wants; there is none at registration, so that registering pays nothing.
 * <p>
 * Events arrive on the thread that did the work, several at the same time, and no lock of
 * the registry is held. Return quickly: on the threads of the registry the time of a
 * listener counts as the action's. What a listener throws is logged and goes no further.
 * A listener must not hold a referent. It is dropped when the registry has closed.
 * <pre class="code">
 * &#64;Bean
 * FinalizerListener failedFinalizers(AlertService alerts) {
 *     return new FinalizerListener() {
 *         &#64;Override
 *         public void failed(String name, FinalizerCause cause, Throwable failure) {
 *             alerts.raise("finalizer of " + name, failure);
 *         }
 *     };
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface FinalizerListener {

	/**
	 * A finalizer died, and its action, if it was to run, has ended.
	 * @param name the name under which it is counted
	 * @param cause how it died
	 * @param duration how long the action ran on a thread of the registry; {@code null}
	 * for a call, which is not timed, and where nothing ran
	 */
	default void finalized(String name, FinalizerCause cause, @Nullable Duration duration) {
	}

	/**
	 * An action threw on a thread of the registry, where no caller could be told. What an
	 * explicit call throws goes to its caller instead.
	 * @param name the name under which it is counted
	 * @param cause {@link FinalizerCause#COLLECTED} or {@link FinalizerCause#EXIT}
	 * @param failure what it threw
	 */
	default void failed(String name, FinalizerCause cause, Throwable failure) {
	}

	/**
	 * The action of a collected one has been running for longer than the stall threshold.
	 * Told once for an action, on the thread that takes over.
	 * @param action what is known of it, with the stack of its thread
	 */
	default void stalled(RunningAction action) {
	}

	/**
	 * A finalizer that must be called was not: it was collected, or reached the exit. Its
	 * action runs all the same, after this, unless the cause says otherwise. Told for
	 * each, but not for those from places that are to be ignored.
	 * @param leak its name, its cause, where it was registered, and how many there have
	 * been from there so far
	 */
	default void leaked(FinalizerLeak leak) {
	}

	/**
	 * The exit sweep begins.
	 * @param live how many finalizers are live
	 */
	default void sweepBegun(long live) {
	}

	/**
	 * The exit sweep has ended. A registry that is swept before it is closed, as in
	 * Spring, ends one sweep there, and another at close if anything was left to do.
	 * @param result what the sweep did
	 */
	default void sweepEnded(SweepResult result) {
	}

}
