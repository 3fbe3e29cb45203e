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

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.RunningAction;

/**
 * A thread of ours, which runs one action at a time, guarded: whatever the action throws,
 * blocks on or leaves behind on the thread, the next one finds a clean thread.
 * <p>
 * <b>Fields.</b> {@code step} is what the thread is at, or was at last, or
 * {@link Step#RETIRED}. Only the thread itself begins and ends actions; others retire it,
 * and act on the {@link Step} they see. {@code remainder} (whether that was begun on
 * another thread) is written before the step begins. The rest is the thread's own.
 * <p>
 * <b>Races.</b> {@link #retire} wins only while the last step is over, and an action
 * begins only in the place of that same step: so after it either nothing starts, or the
 * step shows what runs. Between two actions of a stack the step is not over, so that
 * nobody retires a thread that has half a stack to go. An end clears the interrupt before
 * the step is over: so nothing clears the one that wakes a retired thread.
 */
final class Runner implements Steps {

	private final Core core;

	private final OwnThread own;

	private final AtomicReference<@Nullable Step> step = new AtomicReference<>();

	final Thread thread;

	/**
	 * When the last action ended, or the thread last waited, by the registry's clock.
	 */
	long restingSince;

	boolean remainder;

	private @Nullable Step first;

	private volatile BooleanSupplier outOfTime = () -> false;

	/**
	 * How the finalizer died that was run last, {@code null} if the claim was lost.
	 */
	@Nullable FinalizerCause cause;

	/**
	 * Whether what was run last has thrown, or could not be run to its end.
	 */
	boolean failed;

	Runner(Core core, String threadName, Consumer<Runner> task) {
		this.core = core;
		this.own = OwnThread.of(core.environment(), () -> task.accept(this), threadName);
		this.thread = this.own.thread();
	}

	/**
	 * Claim a finalizer and run its action, on this thread.
	 * @param wanted {@link FinalizerCause#COLLECTED} for one that was collected,
	 * {@link FinalizerCause#EXIT} for one that is to run if its flag is still set
	 * @return {@code false} if this thread is to start nothing any more
	 */
	boolean run(Handle<?> handle, FinalizerCause wanted) {
		this.remainder = false;
		if (!begin(handle.stripe().account)) {
			return false;
		}
		boolean goOn;
		Object referent = null;
		try {
			referent = handle.get();
			Origin origin = Origin.of(handle);
			long bytes = handle.stripe().bytesOf(handle);
			this.cause = handle.claim(wanted, referent);
			if (this.cause != null) {
				tellLeak(origin, this.cause);
				account(handle, this.cause, invoke(handle, this.cause, bytes));
			}
		}
		finally {
			Reference.reachabilityFence(referent);
			goOn = end();
		}
		return goOn;
	}

	private @Nullable Throwable invoke(Handle<?> handle, FinalizerCause cause, long bytes) {
		try {
			handle.invokeClaimed(cause, this, bytes);
			return null;
		}
		catch (Throwable ex) {
			this.failed = true;
			return ex;
		}
		finally {
			this.own.clean(this.core.environment().classLoader());
		}
	}

	/**
	 * Run what is left of a stack that another thread was left behind with.
	 * @return {@code false} if this thread is to start nothing any more
	 */
	boolean runRest(Account account, Frame rest) {
		this.remainder = true;
		return runGuarded(account, () -> {
			try {
				Frame.runAll(rest, this);
			}
			catch (Throwable ex) {
				this.failed = true;
				this.core.reportFailure(account, FinalizerCause.EXIT, ex);
			}
		});
	}

	/**
	 * Run something that calls foreign code, as one action.
	 * @return {@code false} if this thread is to start nothing any more
	 */
	boolean runGuarded(@Nullable Account account, Runnable task) {
		if (!begin(account)) {
			return false;
		}
		boolean goOn;
		try {
			task.run();
		}
		finally {
			goOn = end();
		}
		return goOn;
	}

	private void account(Handle<?> handle, FinalizerCause cause, @Nullable Throwable failure) {
		long started = this.restingSince;
		Step current = Objects.requireNonNull(this.step.get());
		if (current.isLeft()) {
			this.core.reportFailure(handle.stripe().account, cause, (failure != current.failure) ? failure : null);
			return;
		}
		hasWaited();
		if (this.core.account(handle, cause, this.restingSince - started, failure)) {
			hasWaited();
		}
	}

	/**
	 * Tell of a leak before the action runs, which may never end.
	 */
	private void tellLeak(@Nullable Origin origin, FinalizerCause cause) {
		if (origin != null) {
			origin.leaked(cause);
			this.own.clean(this.core.environment().classLoader());
			hasWaited();
		}
	}

	/**
	 * Take note that the thread has waited: what begins next begins now. Otherwise it
	 * begins when the one before has ended, so that the clock is read once for each.
	 */
	void hasWaited() {
		this.restingSince = this.core.now();
	}

	/**
	 * Go on to the next action of a stack. The first one runs in any case, as the stack
	 * has been claimed. A thread that was left behind before the first one keeps the
	 * stack, because nobody else knows of it.
	 */
	@Override
	public boolean beforeStep(Frame next, @Nullable Throwable failure) {
		Step current = Objects.requireNonNull(this.step.get());
		if (current != this.first && this.outOfTime.getAsBoolean() && !current.isLeft()) {
			this.failed = true;
			this.core.reportFailure(Objects.requireNonNull(current.account), FinalizerCause.EXIT,
					new TimeoutException("The time is up before the older actions of the stack could run"));
			return false;
		}
		Step begun = nextStep(current, next, failure);
		if (!current.goOn()) {
			return current == this.first;
		}
		if (this.thread == Thread.currentThread()) {
			Thread.interrupted();
		}
		if (begun == null) {
			current.again(next.older, failure);
		}
		else {
			this.step.set(begun);
		}
		return true;
	}

	/**
	 * A step for the next action of a stack, {@code null} if there is no memory for one.
	 */
	private @Nullable Step nextStep(Step current, Frame next, @Nullable Throwable failure) {
		try {
			return new Step(current.account, this.core.now(), next.older, failure);
		}
		catch (OutOfMemoryError ex) {
			return null;
		}
	}

	/**
	 * Begin no further action of a stack once the time is up.
	 */
	void stopWhen(BooleanSupplier outOfTime) {
		this.outOfTime = outOfTime;
	}

	private boolean begin(@Nullable Account account) {
		this.cause = null;
		this.failed = false;
		Step last = this.step.get();
		this.first = new Step(account, this.restingSince, null, null);
		return isIdle(last) && last != Step.RETIRED && this.step.compareAndSet(last, this.first);
	}

	private boolean end() {
		Step current = Objects.requireNonNull(this.step.get());
		boolean ended;
		try {
			if (!current.isLeft()) {
				this.own.clean(this.core.environment().classLoader());
			}
		}
		finally {
			ended = current.finish();
		}
		return ended;
	}

	/**
	 * The action at hand, {@code null} if there is none.
	 */
	@Nullable Step current() {
		Step current = this.step.get();
		return (current != null && current.isRunning()) ? current : null;
	}

	boolean isLeft() {
		Step current = this.step.get();
		return current != null && current.isLeft();
	}

	RunningAction describe(Step action) {
		return this.own.describe(action, this.core.now());
	}

	/**
	 * Start nothing any more.
	 * @return {@code false} if an action is at hand
	 */
	boolean retire() {
		Step last = this.step.get();
		return isIdle(last) && (this.step.compareAndSet(last, Step.RETIRED) || this.step.get() == Step.RETIRED);
	}

	private static boolean isIdle(@Nullable Step step) {
		return step == null || step.isOver();
	}

}
