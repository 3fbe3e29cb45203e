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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * The passes of the exit, and what remains between them.
 * <p>
 * {@code current} is what registrations look for, and {@code over} what ends them;
 * {@code exitThreads} may be read by anyone, as may {@code drivenByHand}, which is
 * written before the registry is used. The other fields belong to the thread that
 * {@link Exit} has let through.
 */
final class ExitPasses {

	private static final int PART = 1 << 14;

	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

	private final Core core;

	private final Worker worker;

	private final List<Runner> exitThreads = new CopyOnWriteArrayList<>();

	private List<Runner> workers = List.of();

	private boolean workerEnded;

	private boolean ranOut;

	private boolean inParts;

	private boolean drivenByHand;

	private volatile boolean over;

	private volatile @Nullable ExitSweep current;

	ExitPasses(Core core, Worker worker) {
		this.core = core;
		this.worker = worker;
	}

	/**
	 * Let no thread of ours and no collector have a part in anything, for a registry that
	 * is driven by hand: once, before it is used.
	 */
	void driveByHand() {
		this.drivenByHand = true;
		this.worker.end();
	}

	boolean isDrivenByHand() {
		return this.drivenByHand;
	}

	/**
	 * Whether a referent was collected, in a registry to which that matters.
	 */
	boolean isCollected(Handle<?> handle) {
		return !this.drivenByHand && handle.refersTo(null);
	}

	/**
	 * The pass that is on.
	 */
	@Nullable ExitSweep current() {
		return this.current;
	}

	void add(Runner exitThread) {
		this.exitThreads.add(exitThread);
	}

	/**
	 * Whether a thread may register although the registry is sealed: an action of a
	 * latecomer, which may do what all others could. Asked inside the stripe, so that
	 * what comes before the end is still found there.
	 */
	boolean admits(Thread thread) {
		boolean admitted = false;
		if (this.current != null && !this.over) {
			for (Runner runner : this.exitThreads) {
				admitted |= runner.thread == thread && !runner.isLeft();
			}
		}
		return admitted;
	}

	/**
	 * Whether a thread is one of ours.
	 */
	boolean owns(Thread thread) {
		return this.worker.owns(thread) || this.exitThreads.stream().anyMatch((runner) -> runner.thread == thread);
	}

	/**
	 * Whether anything is to run, and there is time.
	 */
	boolean mayRun() {
		return this.core.limits.exitEnabled() && !this.ranOut;
	}

	/**
	 * Whether anything live is to run at exit, or has been collected.
	 */
	boolean hasWork() {
		return this.core.anyLive((handle) -> handle.isAtExit() || isCollected(handle));
	}

	/**
	 * Take over from the worker, and run what there is to run.
	 */
	void run(SweepTally tally, long until) {
		ExitSweep sweep = new ExitSweep(this.core, tally, until);
		try {
			if (mayRun()) {
				this.current = sweep;
			}
			if (!this.workerEnded) {
				this.workerEnded = true;
				this.workers = this.worker.end();
				sweep.takeOver(this.workers);
			}
			if (mayRun() && (sweep.hasRemainders() || hasWork())) {
				this.ranOut = !sweep.run(agenda());
			}
		}
		finally {
			this.current = null;
			sweep.agenda.close();
			sweep.reportRemainders();
		}
		if (this.ranOut) {
			this.core.forEachLive((handle) -> end(handle, tally, false));
		}
	}

	/**
	 * All that is to run at exit. If memory is too short for that, a part, so that a
	 * further pass takes the next: the order suffers, the actions run.
	 */
	private Handle<?>[] agenda() {
		try {
			Handle<?>[] all = this.core.snapshot((handle) -> handle.isAtExit());
			this.inParts = false;
			return all;
		}
		catch (OutOfMemoryError ex) {
			if (!this.inParts) {
				this.core.log(Level.ERROR,
						"Memory is too short to put the finalizers in order; they run as they are found", ex);
			}
			this.inParts = true;
			return this.core.snapshot((handle) -> handle.isAtExit(), PART, PART);
		}
	}

	/**
	 * Whether what was run was only a part, and more can.
	 */
	boolean hasParts() {
		return this.inParts && mayRun() && hasWork();
	}

	/**
	 * End all that is live without running it, and admit nothing any more.
	 */
	void endAll(SweepTally tally) {
		this.over = true;
		this.core.forEachLive((handle) -> end(handle, tally, true));
	}

	private void end(Handle<?> handle, SweepTally tally, boolean abandoned) {
		boolean enabled = this.core.limits.exitEnabled();
		Origin origin = Origin.of(handle);
		long bytes = handle.stripe().bytesOf(handle);
		if (enabled && handle.stripe().removeAtExit(handle, FinalizerCause.UNREACHED)) {
			handle.stripe().release(bytes);
			tally.end(handle, FinalizerCause.UNREACHED, origin);
		}
		else if (abandoned && handle.stripe().remove(handle, FinalizerCause.ABANDONED)) {
			handle.stripe().release(bytes);
			tally.end(handle, FinalizerCause.ABANDONED, origin);
		}
	}

	/**
	 * Wait until the threads that have nothing left to do have ended, and forget them;
	 * not for this one, and not for those that were left behind.
	 */
	void joinThreads(long longest) {
		List<Runner> runners = new ArrayList<>(this.exitThreads);
		runners.addAll(this.workers);
		long since = System.nanoTime();
		for (Runner runner : runners) {
			boolean self = runner.thread == Thread.currentThread();
			while (!self && runner.thread.isAlive() && !runner.isLeft() && System.nanoTime() - since < longest) {
				Waiting.join(runner.thread, MOMENT);
			}
		}
		this.exitThreads.clear();
		this.workers = List.of();
	}

}
