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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerStatistics.WorkerState;
import io.github.finalizers.RunningAction;

/**
 * Which thread works, which one stands by to take over, and which are blocked.
 * <p>
 * <b>Fields.</b> {@code runners} (all threads that have not ended) and {@code ended} are
 * guarded by the monitor, under which {@code worker} and {@code standIn} are written too,
 * but for a stand-in that gives up its place; the threads read those two without it and
 * compare them with themselves. {@code waiting} is written by the worker, {@code full}
 * under the monitor. No foreign code runs under the monitor.
 * <p>
 * <b>Races.</b> A worker that has been replaced sees it after its action, and starts
 * nothing more: it is replaced first, and then looked at again, so that either it sees
 * the other in its place, or the action is seen to have ended and it gets its place back.
 * So there is one worker at a time. A stand-in that wants to end gives up its place first
 * and then looks at {@code waiting}; a worker that wakes clears {@code waiting} first and
 * then looks for the stand-in: at least one sees the other, so no action runs unwatched.
 */
final class Roles {

	/**
	 * How many may be blocked and replaced.
	 */
	static final int MOST_BLOCKED = 4;

	private final long stallThreshold;

	private final List<Runner> runners = new ArrayList<>();

	private boolean ended;

	private volatile @Nullable Runner worker;

	private volatile @Nullable Runner standIn;

	private volatile boolean waiting;

	private volatile boolean full;

	Roles(long stallThreshold) {
		this.stallThreshold = stallThreshold;
	}

	@Nullable Runner worker() {
		return this.worker;
	}

	boolean isWorker(Runner runner) {
		return this.worker == runner;
	}

	boolean isStandIn(Runner runner) {
		return this.standIn == runner;
	}

	boolean isWatched() {
		return this.standIn != null;
	}

	boolean isWaiting() {
		return this.waiting;
	}

	void setWaiting(boolean waiting) {
		this.waiting = waiting;
	}

	/**
	 * Whether so many are blocked that collected ones wait.
	 */
	boolean isFull() {
		return this.full;
	}

	/**
	 * What the worker does.
	 * @param started whether there was a registration yet
	 */
	synchronized WorkerState state(boolean started) {
		if (this.ended) {
			return WorkerState.ENDED;
		}
		if (!started) {
			return WorkerState.NOT_STARTED;
		}
		if (this.waiting) {
			return WorkerState.WAITING;
		}
		return this.full ? WorkerState.BLOCKED : WorkerState.RUNNING;
	}

	/**
	 * The actions that have been running for longer than the stall threshold.
	 */
	List<RunningAction> stalledActions(long now) {
		List<RunningAction> actions = new ArrayList<>();
		for (Runner runner : stalled(now)) {
			Step action = runner.current();
			if (action != null) {
				actions.add(runner.describe(action));
			}
		}
		return actions;
	}

	synchronized boolean makeWorker(Runner runner) {
		if (this.ended || this.worker != null) {
			return false;
		}
		this.runners.add(runner);
		this.worker = runner;
		return true;
	}

	synchronized boolean makeStandIn(Runner runner) {
		if (this.ended || this.standIn != null) {
			return false;
		}
		if (!this.runners.contains(runner)) {
			this.runners.add(runner);
		}
		this.standIn = runner;
		return true;
	}

	/**
	 * Let the stand-in take the place of a worker that is blocked.
	 * @return whether it is the worker now
	 */
	synchronized boolean replace(Runner blocked, Step action, Runner standIn, long now) {
		if (this.ended || this.worker != blocked || blocked.current() != action) {
			return false;
		}
		this.full = stalled(now).size() > MOST_BLOCKED;
		if (this.full) {
			return false;
		}
		this.worker = standIn;
		if (blocked.current() != action) {
			this.worker = blocked;
			return false;
		}
		this.standIn = null;
		return true;
	}

	/**
	 * Take note that the worker has ended an action, so it is not blocked.
	 */
	void workerReturned() {
		if (this.full) {
			this.full = false;
		}
	}

	/**
	 * Give a worker that was replaced and has returned a place: it stands by, unless
	 * another does, whom it wakes because there is one less blocked now.
	 */
	void returned(Runner runner) {
		Runner standIn = this.standIn;
		if (!makeStandIn(runner) && standIn != null) {
			LockSupport.unpark(standIn.thread);
		}
	}

	/**
	 * Let the stand-in end, as there is nothing to watch.
	 * @return whether it may
	 */
	boolean release(Runner runner) {
		this.standIn = null;
		return this.waiting || !makeStandIn(runner);
	}

	/**
	 * Take a thread off the list that has ended or could not be started.
	 */
	synchronized void remove(Runner runner) {
		this.runners.remove(runner);
		this.worker = (this.worker == runner) ? null : this.worker;
		this.standIn = (this.standIn == runner) ? null : this.standIn;
	}

	/**
	 * The threads whose action has been running for longer than the stall threshold.
	 */
	synchronized List<Runner> stalled(long now) {
		List<Runner> stalled = new ArrayList<>();
		for (Runner runner : this.runners) {
			Step action = runner.current();
			if (action != null && now - action.startedAt >= this.stallThreshold) {
				stalled.add(runner);
			}
		}
		return stalled;
	}

	synchronized boolean owns(Thread thread) {
		return this.runners.stream().anyMatch((runner) -> runner.thread == thread);
	}

	/**
	 * Give nobody a place any more.
	 * @return all threads there are
	 */
	synchronized List<Runner> end() {
		this.ended = true;
		this.worker = null;
		this.standIn = null;
		return List.copyOf(this.runners);
	}

}
