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

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerAction;

/**
 * One action on a stack, with the older ones under it. It never changes, so that whoever
 * has one has a snapshot of the stack; as a {@link Runnable} it runs all of it.
 */
final class Frame implements Runnable {

	/**
	 * Runs what is its state, for those that were given as a {@link Runnable}.
	 */
	static final FinalizerAction<@Nullable Object> RUNNABLE = (
			runnable) -> ((Runnable) Objects.requireNonNull(runnable)).run();

	private final FinalizerAction<@Nullable Object> action;

	private final @Nullable Object state;

	final @Nullable Frame older;

	Frame(FinalizerAction<@Nullable Object> action, @Nullable Object state, @Nullable Frame older) {
		this.action = action;
		this.state = state;
		this.older = older;
	}

	/**
	 * The action as it was given.
	 */
	Object given() {
		return (this.action == RUNNABLE) ? Objects.requireNonNull(this.state) : this.action;
	}

	@Override
	public void run() {
		runAll(this, Steps.ALL);
	}

	/**
	 * Run a stack from its top. The first exception is thrown at the end, as it is, with
	 * the others suppressed in it.
	 */
	static void runAll(@Nullable Frame top, Steps steps) {
		Throwable failure = null;
		for (Frame frame = top; frame != null && mayRun(frame, failure, steps); frame = frame.older) {
			try {
				frame.action.run(frame.state);
			}
			catch (Throwable ex) {
				failure = (failure != null) ? suppress(failure, ex) : ex;
			}
		}
		if (failure != null) {
			throw Frame.<RuntimeException>asThrown(failure);
		}
	}

	/**
	 * Ask for the next action. Where there is no memory to ask, it is run.
	 */
	private static boolean mayRun(Frame next, @Nullable Throwable failure, Steps steps) {
		try {
			return steps.beforeStep(next, failure);
		}
		catch (OutOfMemoryError ex) {
			return true;
		}
	}

	private static Throwable suppress(Throwable failure, Throwable next) {
		try {
			if (failure != next) {
				failure.addSuppressed(next);
			}
		}
		catch (OutOfMemoryError | StackOverflowError ex) {
			// The first one is what counts.
		}
		return failure;
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <X extends Throwable> X asThrown(Throwable failure) throws X {
		throw (X) failure;
	}

}
