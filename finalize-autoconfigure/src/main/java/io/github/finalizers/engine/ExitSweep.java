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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * One pass of the exit sweep. The actions run on a thread of their own, one by one from
 * the {@link Agenda}; the closing thread supervises by a {@link Supervisor}: an action
 * past its limit is left behind, and a successor runs the rest. When the time is up the
 * agenda is closed.
 * <p>
 * <b>Fields.</b> {@code aside} (collected ones that are not to run at exit) and
 * {@code asideNext} are the exit thread's; a successor starts after the one before was
 * left behind, which touches nothing any more. {@code finished} is what the closing
 * thread waits for. {@code remainders} is written by both.
 * <p>
 * <b>Races.</b> Whether an action ended in time or was left behind is decided by its
 * {@link Step}. A newcomer that is offered after the exit thread has found nothing more
 * is live in its stripe, and the close looks there again.
 */
final class ExitSweep {

	private static final String NAME = "finalizers-exit";

	private final Core core;

	private final SweepTally tally;

	private final Supervisor supervisor;

	final Agenda agenda;

	private final Queue<Step> remainders = new ConcurrentLinkedQueue<>();

	private final CountDownLatch finished = new CountDownLatch(1);

	private Handle<?> @Nullable [] aside;

	private int asideNext;

	ExitSweep(Core core, SweepTally tally, long deadline) {
		this.core = core;
		this.tally = tally;
		this.agenda = new Agenda(core.tickets.take(1));
		this.supervisor = new Supervisor(core, tally, deadline, this.finished, this.remainders);
	}

	/**
	 * Run the agenda.
	 * @return {@code false} if the time ran out
	 */
	boolean run(Handle<?>[] newestLast) {
		this.agenda.setSnapshot(newestLast);
		Runner runner = start();
		while (this.finished.getCount() > 0) {
			boolean left = this.supervisor.supervise(runner, Long.MAX_VALUE);
			boolean timeIsUp = this.supervisor.isTimeUp();
			if (left && !runner.remainder) {
				this.tally.ran(false);
			}
			if (timeIsUp && (left || runner.retire())) {
				break;
			}
			runner = left ? start() : runner;
		}
		boolean inTime = this.finished.getCount() == 0 && !this.supervisor.isTimeUp();
		this.agenda.close();
		return inTime;
	}

	/**
	 * Wait until each thread of the worker has ended the action at hand, or leave it
	 * behind at its limit.
	 */
	void takeOver(Iterable<Runner> workers) {
		for (Runner runner : workers) {
			boolean left = runner.thread == Thread.currentThread();
			while (!left && !runner.retire()) {
				left = this.supervisor.supervise(runner, TimeUnit.MILLISECONDS.toNanos(1));
			}
		}
	}

	/**
	 * Whether a thread that was left behind has left anything of a stack.
	 */
	boolean hasRemainders() {
		return !this.remainders.isEmpty();
	}

	/**
	 * Tell of what could not be run of stacks.
	 */
	void reportRemainders() {
		this.remainders.forEach((step) -> this.core.log(Level.WARNING,
				"The older actions of a stack of \"" + step.name() + "\", which was left behind, have not run", null));
	}

	private Runner start() {
		Runner runner = new Runner(this.core, NAME, this::live);
		runner.stopWhen(this.supervisor::isTimeUp);
		this.core.passes.add(runner);
		if (this.core.passes.isDrivenByHand()) {
			live(runner);
			return runner;
		}
		try {
			runner.thread.start();
		}
		catch (Throwable ex) {
			this.core.log(Level.ERROR, "The thread " + NAME + " could not be started, so the sweep runs on "
					+ Thread.currentThread().getName() + ", where no action can be left behind", ex);
			live(runner);
		}
		return runner;
	}

	private void live(Runner me) {
		me.hasWaited();
		Rounds.run(this.core, "The exit sweep stumbled, and goes on", () -> step(me));
	}

	/**
	 * Run what is next.
	 * @return {@code false} if there is nothing, or this thread was left behind
	 */
	private boolean step(Runner me) {
		if (me.isLeft()) {
			return false;
		}
		boolean timeIsUp = this.supervisor.isUp(me.restingSince);
		Step remainder = timeIsUp ? null : this.remainders.poll();
		if (remainder != null) {
			return runRest(me, remainder);
		}
		Handle<?> next = timeIsUp ? null : this.agenda.next();
		if (next != null) {
			return run(me, next, FinalizerCause.EXIT);
		}
		next = timeIsUp ? null : nextAside(me);
		if (next != null) {
			return run(me, next, FinalizerCause.COLLECTED);
		}
		this.finished.countDown();
		return false;
	}

	private boolean runRest(Runner me, Step remainder) {
		boolean goOn = remainder.account == null || remainder.rest == null
				|| me.runRest(remainder.account, remainder.rest);
		me.hasWaited();
		if (goOn && me.failed) {
			this.tally.failed();
		}
		return goOn;
	}

	private boolean run(Runner me, Handle<?> next, FinalizerCause wanted) {
		boolean ended = false;
		try {
			boolean goOn = me.run(next, wanted);
			ended = true;
			if (me.cause == null) {
				me.hasWaited();
			}
			else if (goOn) {
				this.agenda.ran(next);
				this.tally.ran(me.failed);
			}
			return goOn;
		}
		finally {
			if (!ended) {
				me.hasWaited();
				this.agenda.offer(next);
			}
		}
	}

	private @Nullable Handle<?> nextAside(Runner me) {
		if (this.aside == null) {
			me.hasWaited();
			this.aside = this.core.snapshot((handle) -> this.core.passes.isCollected(handle) && !handle.isAtExit(), 0,
					Integer.MAX_VALUE);
			this.asideNext = this.aside.length;
			me.hasWaited();
		}
		return (this.asideNext > 0) ? this.aside[--this.asideNext] : null;
	}

}
