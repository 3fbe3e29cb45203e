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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The exit of a registry, from the first sweep to the end of the close, in one time
 * budget that begins with whichever comes first.
 * <p>
 * <b>Fields.</b> {@code begun} and {@code closing} each let one thread through, ever.
 * {@code deadline} belongs to the thread that was let through, as does what is in
 * {@link ExitPasses}; the close comes after the sweep, by {@code swept}. {@code exiting}
 * is the thread at work.
 * <p>
 * <b>Races.</b> No lock is held while anything runs: another close waits on a latch, with
 * a bound, and one that an action calls while a sweep or a close is on returns at once,
 * so that it cannot wait for itself. What was registered while a pass came to its end is
 * found when the stripes have been sealed.
 */
final class Exit {

	private static final long LAST_NET = TimeUnit.SECONDS.toNanos(1);

	private final Core core;

	private final ExitPasses passes;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final CountDownLatch swept = new CountDownLatch(1);

	private final AtomicBoolean closing = new AtomicBoolean();

	private final CountDownLatch closed = new CountDownLatch(1);

	private long deadline;

	private volatile @Nullable Thread exiting;

	Exit(Core core, ExitPasses passes) {
		this.core = core;
		this.passes = passes;
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
			do {
				this.passes.run(tally, this.deadline);
			}
			while (this.passes.hasParts());
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
			run(tally, first);
		}
		finally {
			try {
				this.passes.endAll(tally);
				if (told || !tally.isEmpty()) {
					tally.log();
					this.core.listeners().sweepEnded(tally.result());
				}
			}
			finally {
				this.passes.joinThreads(LAST_NET);
				this.core.collections.end(LAST_NET);
				this.core.dropEnvironment();
			}
		}
	}

	private void run(SweepTally tally, boolean first) {
		long left = this.deadline - this.core.now();
		long until = this.core.now() + (first ? left : Math.max(left, LAST_NET));
		try {
			if (first || this.passes.mayRun()) {
				this.passes.run(tally, until);
			}
		}
		finally {
			this.core.accounts.seal();
		}
		while (this.passes.mayRun() && this.passes.hasWork()) {
			this.passes.run(tally, until);
		}
	}

	/**
	 * Whether the exit is on, or over.
	 */
	boolean hasBegun() {
		return this.begun.get();
	}

	boolean isClosing() {
		return this.closing.get();
	}

	private SweepTally begin() {
		this.deadline = this.core.now() + this.core.limits.exitTimeout();
		endWaiting();
		return new SweepTally(this.core);
	}

	/**
	 * Wake those who wait for room. The sweep comes first: whoever is not woken for want
	 * of memory looks for the exit once an interval.
	 */
	private void endWaiting() {
		try {
			this.core.accounts.endWaiting();
		}
		catch (Throwable ex) {
			// There is no memory left to tell it.
		}
	}

	private boolean owns(Thread thread) {
		return thread == this.exiting || this.passes.owns(thread);
	}

	private void await(CountDownLatch latch) {
		Waiting.await(latch, this.core.limits.exitTimeout() + 2 * LAST_NET);
	}

}
