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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * One pass of the exit sweep. The actions run on a thread of their own, one by one from
 * the {@link Agenda}; the closing thread supervises: it interrupts an action that is past
 * its limit, leaves it behind if that does not help, and starts a successor for the rest.
 * When the time is up it closes the agenda.
 * <p>
 * <b>Fields.</b> {@code runner} is the closing thread's. {@code aside} (collected ones
 * that are not to run at exit) is the exit thread's; a successor starts after the one
 * before was left behind, which touches nothing any more. {@code finished} is what the
 * closing thread waits for. {@code remainders} is written by both.
 * <p>
 * <b>Races.</b> Whether an action ended in time or was left behind is decided by its
 * {@link Step}. A newcomer that is offered after the exit thread has found nothing more
 * is live in its stripe, and the close looks there again.
 */
final class ExitSweep {

	private static final String NAME = "finalizers-exit";

	private static final long MOMENT = 1_000_000;

	private final Core core;

	private final SweepTally tally;

	private final long deadline;

	final Agenda agenda;

	private final Queue<Remainder> remainders = new ConcurrentLinkedQueue<>();

	private @Nullable Deque<Handle<?>> aside;

	private final CountDownLatch finished = new CountDownLatch(1);

	ExitSweep(Core core, SweepTally tally, long deadline) {
		this.core = core;
		this.tally = tally;
		this.deadline = deadline;
		this.agenda = new Agenda(core.peekTicket());
	}

	/**
	 * Wait until each thread of the worker has ended the action at hand, or leave it
	 * behind at its limit.
	 */
	void takeOver(List<Runner> workers) {
		for (Runner runner : workers) {
			boolean left = runner.thread == Thread.currentThread();
			while (!left && !runner.retire()) {
				left = supervise(runner, MOMENT);
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
	 * Run the agenda.
	 * @return {@code false} if the time ran out
	 */
	boolean run(Handle<?>[] newestLast) {
		this.agenda.setSnapshot(newestLast);
		Runner runner = start();
		while (this.finished.getCount() > 0) {
			if (supervise(runner, Long.MAX_VALUE)) {
				this.tally.ran(false);
				runner = isTimeUp() ? runner : start();
			}
			if (isTimeUp() && (runner.isLeft() || runner.retire())) {
				break;
			}
		}
		boolean inTime = this.finished.getCount() == 0 && !isTimeUp();
		this.agenda.close();
		this.remainders.forEach((remainder) -> this.core.log(Level.WARNING,
				"The time is up before the older actions of a stack of \"" + remainder.name() + "\" could run", null));
		return inTime;
	}

	/**
	 * Wait for what a thread is at, and stop it when it has taken as long as it may. When
	 * the time is up, close the agenda: a successor finds nothing to do.
	 * @return whether the thread was left behind
	 */
	private boolean supervise(Runner runner, long longest) {
		Step action = runner.current();
		long now = this.core.now();
		long left = this.deadline - now;
		if (left <= 0) {
			this.agenda.close();
		}
		if (action == null) {
			await(MOMENT);
			return false;
		}
		long limit = action.startedAt + this.core.limits.actionTimeout() - now;
		if (limit > 0 && left > 0) {
			await(Math.min(Math.min(limit, left), longest));
			return false;
		}
		return !stop(runner, action);
	}

	private boolean stop(Runner runner, Step action) {
		action.interrupt(runner.thread);
		long until = this.core.now() + this.core.limits.grace();
		while (runner.current() == action && this.core.now() < until) {
			await(MOMENT);
		}
		if (!action.leave()) {
			return true;
		}
		this.tally.leftBehind(runner.describe(action));
		if (action.rest != null) {
			this.remainders.add(new Remainder(action.name, action.rest));
		}
		return false;
	}

	private Runner start() {
		Runner runner = new Runner(this.core, NAME, this::live);
		this.core.exit.add(runner);
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
		boolean more = true;
		while (more) {
			more = step(me);
		}
	}

	/**
	 * Run what is next.
	 * @return {@code false} if there is nothing, or this thread was left behind
	 */
	private boolean step(Runner me) {
		Remainder remainder = isTimeUp() ? null : this.remainders.poll();
		if (remainder != null) {
			return runRest(me, remainder);
		}
		Handle<?> next = this.agenda.next();
		FinalizerCause wanted = FinalizerCause.EXIT;
		if (next == null && !isTimeUp()) {
			next = aside().poll();
			wanted = FinalizerCause.COLLECTED;
		}
		if (next == null) {
			this.finished.countDown();
			return false;
		}
		return run(me, next, wanted);
	}

	private boolean runRest(Runner me, Remainder remainder) {
		boolean goOn = me.runRest(remainder.name(), remainder.rest());
		if (goOn && me.lastFailed()) {
			this.tally.failed();
		}
		return goOn;
	}

	private boolean run(Runner me, Handle<?> next, FinalizerCause wanted) {
		try {
			boolean goOn = me.run(next, wanted);
			if (goOn && me.lastCause() != null) {
				this.tally.ran(me.lastFailed());
			}
			return goOn;
		}
		catch (Throwable ex) {
			this.agenda.offer(next);
			this.core.log(Level.ERROR, "The sweep could not begin an action, and tries again", ex);
			return true;
		}
	}

	private Deque<Handle<?>> aside() {
		if (this.aside == null) {
			Handle<?>[] sorted = this.core.snapshot((handle) -> handle.refersTo(null) && !handle.atExit);
			this.aside = new ArrayDeque<>(sorted.length);
			for (Handle<?> handle : sorted) {
				this.aside.addFirst(handle);
			}
		}
		return this.aside;
	}

	private boolean isTimeUp() {
		return this.core.now() - this.deadline >= 0;
	}

	private void await(long nanos) {
		Waiting.await(this.finished, nanos);
	}

	/**
	 * What an action that was left behind leaves of its stack.
	 */
	private record Remainder(String name, Frame rest) {

	}

}
