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

import java.util.Queue;
import java.util.concurrent.CountDownLatch;

import io.github.finalizers.FinalizerCause;

/**
 * Holds the limits of the exit, on the closing thread: an action past its own limit, or
 * past the time for the whole, is interrupted, and left behind if that does not help.
 */
final class Supervisor {

	private static final long MOMENT = 1_000_000;

	private final Core core;

	private final SweepTally tally;

	private final long deadline;

	private final CountDownLatch finished;

	private final Queue<Step> remainders;

	/**
	 * Create a supervisor.
	 * @param deadline the end of the time for the whole, by the registry's clock
	 * @param finished open as soon as there is nothing more to supervise
	 * @param remainders takes the steps that leave something of a stack
	 */
	Supervisor(Core core, SweepTally tally, long deadline, CountDownLatch finished, Queue<Step> remainders) {
		this.core = core;
		this.tally = tally;
		this.deadline = deadline;
		this.finished = finished;
		this.remainders = remainders;
	}

	boolean isTimeUp() {
		return isUp(this.core.now());
	}

	/**
	 * Whether the time was up at a moment, by the registry's clock.
	 */
	boolean isUp(long now) {
		return now - this.deadline >= 0;
	}

	/**
	 * Wait for what a thread is at, and stop it when it has taken as long as it may.
	 * @param longest how long to wait this time, in nanoseconds
	 * @return whether the thread was left behind
	 */
	boolean supervise(Runner runner, long longest) {
		runner.stopWhen(this::isTimeUp);
		Step action = runner.current();
		long now = this.core.now();
		long left = this.deadline - now;
		if (action == null) {
			Waiting.await(this.finished, MOMENT);
			return false;
		}
		long limit = action.startedAt + this.core.limits.actionTimeout() - now;
		if (limit > 0 && left > 0) {
			Waiting.await(this.finished, Math.min(Math.min(limit, left), longest));
			return false;
		}
		return stop(runner, action);
	}

	private boolean stop(Runner runner, Step action) {
		long since = System.nanoTime();
		long grace = this.core.limits.grace();
		interrupt(runner, action, grace);
		while (runner.current() == action && System.nanoTime() - since < grace) {
			Waiting.await(this.finished, MOMENT);
		}
		if (!action.leave()) {
			return false;
		}
		if (action.rest != null) {
			this.remainders.add(action);
		}
		this.tally.leftBehind(runner.describe(action));
		if (action.account != null && action.failure != null) {
			this.tally.failed();
			this.core.reportFailure(action.account, FinalizerCause.EXIT, action.failure);
		}
		return true;
	}

	/**
	 * Interrupt from a thread that may be lost, as an interrupt closes the channel on
	 * which the action blocks, and that may block in its turn.
	 */
	private void interrupt(Runner runner, Step action, long longest) {
		try {
			Thread thread = this.core.environment()
				.newThread(() -> action.interrupt(runner.thread), "finalizers-interrupt");
			thread.start();
			Waiting.join(thread, longest);
		}
		catch (Throwable ex) {
			action.interrupt(runner.thread);
		}
	}

}
