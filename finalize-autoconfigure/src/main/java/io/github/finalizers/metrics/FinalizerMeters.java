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

package io.github.finalizers.metrics;

import java.util.List;

/**
 * Every meter: its name, what it says, and the tags that each of its series has.
 */
enum FinalizerMeters {

	/**
	 * Gauge of the live ones.
	 */
	LIVE("finalizers.live", "Finalizers that are live", Scope.NAME),

	/**
	 * Gauge of the bytes that are held.
	 */
	LIVE_BYTES("finalizers.live.bytes", "Bytes held by finalizers that are live or whose action has not finished",
			Scope.NAME),

	/**
	 * Function counter of registrations past a limit.
	 */
	LIMIT_EXCEEDED("finalizers.limit.exceeded",
			"Registrations past the limit of the name, registered all the same, refused or made to wait", Scope.NAME),

	/**
	 * Gauge of the dead ones, always the sum of {@link #FINISHED}.
	 */
	DEAD("finalizers.dead", "Finalizers that have died by any cause; for rates use finalizers.finished", Scope.NAME),

	/**
	 * Function counter of the dead ones by cause.
	 */
	FINISHED("finalizers.finished", "Finalizers that have died", Scope.CAUSE),

	/**
	 * Function counter of failures where no caller could be told.
	 */
	FAILURES("finalizers.failures", "Actions that have thrown on a thread of the registry", Scope.NAME),

	/**
	 * Function counter of those that must be called and were not.
	 */
	LEAKS("finalizers.leaks", "Finalizers that must be called and were not", Scope.NAME),

	/**
	 * Function timer of actions; explicit calls are not timed.
	 */
	ACTIONS("finalizers.actions", "Actions that have ended on a thread of the registry", Scope.NAME),

	/**
	 * Gauge of the blocked actions.
	 */
	STALLED("finalizers.stalled", "Actions that have been running for longer than the stall threshold", Scope.ALL),

	/**
	 * Gauge of the collected ones that wait.
	 */
	PENDING("finalizers.pending", "Finalizers whose referent has been collected and whose action has yet to run",
			Scope.ALL);

	private final String key;

	private final String description;

	private final Scope scope;

	FinalizerMeters(String key, String description, Scope scope) {
		this.key = key;
		this.description = description;
		this.scope = scope;
	}

	String key() {
		return this.key;
	}

	String description() {
		return this.description;
	}

	List<String> tagKeys() {
		return switch (this.scope) {
			case ALL -> List.of();
			case NAME -> List.of(Tag.NAME);
			case CAUSE -> List.of(Tag.NAME, Tag.CAUSE);
		};
	}

	/**
	 * What one series of a meter is about.
	 */
	private enum Scope {

		ALL, NAME, CAUSE

	}

	/**
	 * The keys of the tags.
	 */
	static final class Tag {

		/**
		 * The name under which a finalizer is counted.
		 */
		static final String NAME = "name";

		/**
		 * How a finalizer died, in lower case.
		 */
		static final String CAUSE = "cause";

		private Tag() {
		}

	}

}
