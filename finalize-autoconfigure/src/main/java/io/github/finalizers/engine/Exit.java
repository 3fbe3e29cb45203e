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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * The exit of a registry, from the first sweep to the end of the close, in one time
 * budget that begins with whichever comes first.
 * <p>
 * <b>Fields.</b> {@code begun} and {@code closing} each let one thread through, ever.
 * {@code deadline}, {@code ranOut}, {@code workers} and {@code workerEnded} belong to the
 * thread that was let through; the close comes after the sweep, by {@code swept}.
 * {@code current} is what registrations look for, {@code exiting} the thread at work.
 * <p>
 * <b>Races.</b> No lock is held while anything runs: another close waits on a latch, with
 * a bound, and one that an action calls while a sweep or a close is on returns at once,
 * so that it cannot wait for itself. What was registered while a pass came to its end is
 * found when the stripes have been sealed.
 */
final class Exit {

	private static final long LAST_NET = TimeUnit.SECONDS.toNanos(1);

	private static final int PART = 1 << 14;

	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

	private final Core core;

	private final Worker worker;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CountDownLatch swept = new CountDownLatch(1);

	private final AtomicBoolean closing = new AtomicBoolean();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final List<Runner> exitThreads = new CopyOnWriteArrayList<>();

	private List<Runner> workers = List.of();

	private long deadline;

	private boolean ranOut;

	private boolean workerEnded;

	private volatile boolean over;

	private volatile @Nullable Thread exiting;

	private volatile @Nullable ExitSweep current;

	Exit(Core core, Worker worker) {
		this.core = core;
		this.worker = worker;
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
		return this.current != null && !this.over
				&& this.exitThreads.stream().anyMatch((runner) -> runner.thread == thread && !runner.isLeft());
	}

	/**
	 * Run the sweep and leave the registry open.
	 */
	void sweep() {
		if (!this.core.limits.exitEnabled() || !this.begun.compareAndSet(false, true)) {
			return;
		}
		this.exiting = Thread.currentThread();
		try {
			SweepTally tally = begin();
			this.core.listeners().sweepBegun(this.core.live());
			pass(tally, this.deadline);
			tally.log();
			this.core.listeners().sweepEnded(tally.result());
		}
		finally {
			this.exiting = null;
			this.swept.countDown();
		}
	}

	void close() {
		boolean ours = owns(Thread.currentThread());
		if (ours && this.begun.get() && this.swept.getCount() > 0) {
			return;
		}
		if (this.closing.compareAndSet(false, true)) {
			try {
				end(this.begun.compareAndSet(false, true));
			}
			finally {
				this.exiting = null;
				this.swept.countDown();
				this.closed.countDown();
			}
		}
		else if (!ours) {
			await(this.closed);
		}
	}

	private void end(boolean first) {
		if (!first) {
			await(this.swept);
		}
		this.exiting = Thread.currentThread();
		SweepTally tally = first ? begin() : new SweepTally(this.core);
		long live = this.core.live();
		boolean told = first || live > 0;
		try {
			if (told) {
				this.core.listeners().sweepBegun(live);
			}
			passes(tally, first);
		}
		finally {
			this.over = true;
			endAll(tally, this.core.limits.exitEnabled(), true);
			if (told || !tally.isEmpty()) {
				tally.log();
				this.core.listeners().sweepEnded(tally.result());
			}
			joinThreads();
			this.exitThreads.clear();
			this.workers = List.of();
			this.core.dropEnvironment();
		}
	}

	private void passes(SweepTally tally, boolean first) {
		long left = this.deadline - this.core.now();
		long until = this.core.now() + (first ? left : Math.max(left, LAST_NET));
		try {
			if (first || mayRun()) {
				pass(tally, until);
			}
		}
		finally {
			this.core.accounts.seal();
		}
		while (mayRun() && hasWork()) {
			pass(tally, until);
		}
	}

	private boolean mayRun() {
		return this.core.limits.exitEnabled() && !this.ranOut;
	}

	private SweepTally begin() {
		this.deadline = this.core.now() + this.core.limits.exitTimeout();
		return new SweepTally(this.core);
	}

	/**
	 * Take over from the worker, and run what there is to run.
	 */
	private void pass(SweepTally tally, long until) {
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
			endAll(tally, true, false);
		}
	}

	/**
	 * All that is to run at exit. If memory is too short for that, a part, so that a
	 * further pass takes the next: the order suffers, the actions run.
	 */
	private Handle<?>[] agenda() {
		try {
			return this.core.snapshot((handle) -> handle.atExit);
		}
		catch (OutOfMemoryError ex) {
			this.core.log(Level.ERROR, "Memory is too short to put the finalizers in order; they run as they are found",
					ex);
			return this.core.snapshot((handle) -> handle.atExit, PART);
		}
	}

	/**
	 * Whether anything live is to run at exit, or has been collected.
	 */
	private boolean hasWork() {
		return this.core.anyLive((handle) -> handle.atExit || handle.refersTo(null));
	}

	/**
	 * End what is live without running it.
	 */
	private void endAll(SweepTally tally, boolean unreached, boolean abandoned) {
		this.core.forEachLive((handle) -> end(handle, tally, unreached, abandoned));
	}

	private static void end(Handle<?> handle, SweepTally tally, boolean unreached, boolean abandoned) {
		if (unreached && handle.stripe.removeAtExit(handle, FinalizerCause.UNREACHED)) {
			tally.end(handle, FinalizerCause.UNREACHED);
		}
		else if (abandoned && handle.stripe.remove(handle, FinalizerCause.ABANDONED)) {
			tally.end(handle, FinalizerCause.ABANDONED);
		}
	}

	/**
	 * Wait until the threads that have nothing left to do have ended; not for this one,
	 * and not for those that were left behind.
	 */
	private void joinThreads() {
		List<Runner> runners = new ArrayList<>(this.exitThreads);
		runners.addAll(this.workers);
		long until = System.nanoTime() + LAST_NET;
		for (Runner runner : runners) {
			boolean self = runner.thread == Thread.currentThread();
			while (!self && runner.thread.isAlive() && !runner.isLeft() && System.nanoTime() < until) {
				Waiting.join(runner.thread, MOMENT);
			}
		}
	}

	private boolean owns(Thread thread) {
		return thread == this.exiting || this.worker.owns(thread)
				|| this.exitThreads.stream().anyMatch((runner) -> runner.thread == thread);
	}

	private void await(CountDownLatch latch) {
		Waiting.await(latch, this.core.limits.exitTimeout() + 2 * LAST_NET);
	}

}
