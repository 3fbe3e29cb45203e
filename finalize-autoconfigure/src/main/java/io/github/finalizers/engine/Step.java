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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One action at work on a {@link Runner}: what it is, since when, and how it ends.
 * <p>
 * <b>Fields.</b> {@code phase} changes by compare-and-set. {@code rest} and
 * {@code failure} belong to the thread, which drops them when the step is over, as a
 * watcher may keep the step for long; once it is left, they belong to whoever left it or
 * runs the rest. The others are final. Each step has an identity, so that whoever acts on
 * one cannot hit the next.
 * <p>
 * <b>Races.</b> The thread leaves a step by {@link #finish()}, another interrupts it by
 * {@link #interrupt} or gives it up by {@link #leave()}: one compare-and-set decides. A
 * thread that finds itself being interrupted waits for the interrupt, which is on its
 * way, and clears it: so it reaches no other action. If the interrupt does not come
 * through, the thread is left behind there. A thread that finds itself left behind
 * touches nothing any more.
 */
final class Step {

	private static final int RUNNING = 0;

	private static final int INTERRUPTING = 1;

	private static final int INTERRUPTED = 2;

	private static final int OVER = 3;

	private static final int LEFT = 4;

	private static final int BETWEEN = 5;

	private static final long MOMENT = 10_000;

	private static final VarHandle PHASE;

	static {
		try {
			PHASE = MethodHandles.lookup().findVarHandle(Step.class, "phase", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	/**
	 * Stands for a thread that is to start nothing any more.
	 */
	static final Step RETIRED = retired();

	/**
	 * Where the finalizer is counted, {@code null} if the thread runs none.
	 */
	final @Nullable Account account;

	/**
	 * When it started, by the registry's clock.
	 */
	final long startedAt;

	/**
	 * The older actions of the same stack, if it is one of a stack and has any.
	 */
	@Nullable Frame rest;

	/**
	 * What the newer actions of the same stack have thrown.
	 */
	@Nullable Throwable failure;

	private volatile int phase = RUNNING;

	Step(@Nullable Account account, long startedAt, @Nullable Frame rest, @Nullable Throwable failure) {
		this.account = account;
		this.startedAt = startedAt;
		this.rest = rest;
		this.failure = failure;
	}

	private static Step retired() {
		Step step = new Step(null, 0, null, null);
		step.finish();
		return step;
	}

	String name() {
		return (this.account != null) ? this.account.name : "";
	}

	boolean isRunning() {
		int phase = this.phase;
		return phase == RUNNING || phase == INTERRUPTING || phase == INTERRUPTED;
	}

	/**
	 * Whether the thread is at nothing any more.
	 */
	boolean isOver() {
		return this.phase == OVER;
	}

	boolean isLeft() {
		return this.phase == LEFT;
	}

	/**
	 * Go on with the next action of the stack as part of this one, after {@link #goOn()},
	 * because there is no memory for a step of its own.
	 */
	void again(@Nullable Frame rest, @Nullable Throwable failure) {
		this.rest = rest;
		this.failure = failure;
		this.phase = RUNNING;
	}

	/**
	 * End the action, on its thread, with the interrupt flag clear if it was interrupted.
	 * @return {@code false} if it was left behind
	 */
	boolean finish() {
		return finish(OVER);
	}

	/**
	 * End the action of a stack, on its thread, and go on to the next one.
	 * @return {@code false} if it was left behind
	 */
	boolean goOn() {
		return finish(BETWEEN);
	}

	private boolean finish(int then) {
		while (true) {
			int phase = this.phase;
			if (phase == LEFT) {
				return false;
			}
			if (phase == INTERRUPTING) {
				LockSupport.parkNanos(this, MOMENT);
				continue;
			}
			if (phase == INTERRUPTED) {
				Thread.interrupted(); // before the end, after which it is told by one to
										// wake
			}
			if (PHASE.compareAndSet(this, phase, then)) {
				this.rest = null;
				this.failure = null;
				return true;
			}
		}
	}

	/**
	 * Interrupt the action, once, and nothing else. It calls foreign code: a channel on
	 * which the thread is blocked is closed by whoever interrupts.
	 * @param thread the thread that it runs on
	 */
	void interrupt(Thread thread) {
		if (PHASE.compareAndSet(this, RUNNING, INTERRUPTING)) {
			try {
				thread.interrupt();
			}
			catch (Throwable ex) {
				// The interrupt has done what it could; the limit holds all the same.
			}
			finally {
				PHASE.compareAndSet(this, INTERRUPTING, INTERRUPTED);
			}
		}
	}

	/**
	 * Leave the action behind on its thread.
	 * @return {@code false} if it has ended
	 */
	boolean leave() {
		return PHASE.compareAndSet(this, RUNNING, LEFT) || PHASE.compareAndSet(this, INTERRUPTING, LEFT)
				|| PHASE.compareAndSet(this, INTERRUPTED, LEFT);
	}

}
