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

import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.SweepResult;

/**
 * Tells Java Flight Recorder what happens, as long as it records. As long as it has never
 * recorded, nothing is done but to ask it so: one field is read, and no class of an event
 * is loaded, because that alone would start the machinery of its metadata. A runtime
 * without the module {@code jdk.jfr} is never asked.
 * <p>
 * Nothing that the recorder throws reaches a caller: an action is to run although it
 * can't be recorded. The methods that name an event do nothing else with it, so that
 * linking this class loads none.
 */
final class FlightRecording {

	private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

	private FlightRecording() {
	}

	/**
	 * Whether it records, or has recorded.
	 */
	static boolean isOn() {
		return PRESENT && FlightRecorder.isInitialized();
	}

	/**
	 * Take note that an action begins.
	 * @param cause {@link FinalizerCause#CALLED} on the thread of a caller, any other on
	 * a thread of ours
	 * @return the event, {@code null} if it is not recorded
	 */
	static @Nullable Object beginAction(FinalizerCause cause) {
		if (!isOn()) {
			return null;
		}
		try {
			if (cause == FinalizerCause.CALLED) {
				return CallEvent.begun();
			}
			return ActionEvent.begun();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * Record an action that has ended.
	 */
	static void endAction(Object event, String name, FinalizerCause cause, @Nullable Throwable failure) {
		Class<?> exceptionClass = (failure != null) ? failure.getClass() : null;
		try {
			if (cause == FinalizerCause.CALLED) {
				((CallEvent) event).record(name, exceptionClass);
			}
			else {
				((ActionEvent) event).record(name, cause.name(), exceptionClass);
			}
		}
		catch (Throwable ex) {
			// It is missing in the recording.
		}
	}

	/**
	 * Take note that an exit sweep begins.
	 * @return the event, {@code null} if it is not recorded
	 */
	static @Nullable Object beginSweep() {
		if (!isOn()) {
			return null;
		}
		try {
			return SweepEvent.begun();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * Record an exit sweep that has ended.
	 * @param event what its beginning has returned
	 */
	static void endSweep(@Nullable Object event, SweepResult result) {
		if (event == null) {
			return;
		}
		try {
			((SweepEvent) event).record(result);
		}
		catch (Throwable ex) {
			// It is missing in the recording.
		}
	}

	/**
	 * Record a leak.
	 * @param name the name under which it is counted
	 * @param cause how it died
	 * @param site where it was registered, if that is known
	 */
	static void leaked(String name, FinalizerCause cause, @Nullable String site) {
		if (!isOn()) {
			return;
		}
		try {
			LeakEvent.record(name, cause.name(), site);
		}
		catch (Throwable ex) {
			// It is missing in the recording.
		}
	}

}
