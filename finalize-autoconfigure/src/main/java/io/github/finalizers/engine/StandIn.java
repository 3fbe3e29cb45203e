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

import java.lang.System.Logger.Level;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.RunningAction;

/**
 * Watches the worker, and takes its place when an action blocks it. It ends when it has
 * had nothing to watch for as long as the stall threshold, so that an idle registry has
 * one thread.
 */
final class StandIn {

	private final Core core;

	private final Roles roles;

	private final Runnable ensureWatched;

	StandIn(Core core, Roles roles, Runnable ensureWatched) {
		this.core = core;
		this.roles = roles;
		this.ensureWatched = ensureWatched;
	}

	/**
	 * Watch until this thread is the worker, or may end.
	 */
	void watch(Runner me) {
		long threshold = this.core.limits.stallThreshold();
		long idleSince = this.core.now();
		Step reported = null;
		while (this.roles.isStandIn(me)) {
			Runner worker = this.roles.worker();
			Step action = (worker != null) ? worker.current() : null;
			long now = this.core.now();
			long wait = threshold;
			if (worker != null && action != null) {
				idleSince = now;
				wait = action.startedAt + threshold - now;
				if (wait <= 0) {
					reported = takeOver(me, worker, action, reported);
					wait = threshold;
				}
			}
			else if (now - idleSince >= threshold && this.roles.isWaiting() && this.roles.release(me)) {
				return;
			}
			if (this.roles.isStandIn(me)) {
				LockSupport.parkNanos(this, wait);
			}
		}
	}

	private @Nullable Step takeOver(Runner me, Runner worker, Step action, @Nullable Step reported) {
		boolean mine = this.roles.replace(worker, action, me, this.core.now());
		if (action == reported || !(mine || this.roles.isFull())) {
			return reported;
		}
		RunningAction blocked = worker.describe(action);
		if (mine) {
			this.ensureWatched.run();
			me.hasWaited();
		}
		me.runGuarded(action.account, () -> report(blocked, mine));
		return action;
	}

	private void report(RunningAction blocked, boolean mine) {
		this.core.log(Level.WARNING,
				"An action of \"" + blocked.name() + "\" has been running for " + Texts.of(blocked.running()) + " on "
						+ blocked.thread()
						+ (mine ? "; a stand-in takes over"
								: "; " + Roles.MOST_BLOCKED
										+ " more are blocked already, so collected ones wait until one returns")
						+ Texts.of(blocked.stack()),
				null);
		this.core.listeners().stalled(blocked);
	}

}
