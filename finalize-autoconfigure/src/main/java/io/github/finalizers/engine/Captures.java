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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.CapturedReferentException;
import io.github.finalizers.engine.CaptureWalk.Answer;

/**
 * Decides which registrations are looked at for a captured referent, and what becomes of
 * a find.
 * <p>
 * <b>Cost.</b> By default the first {@value #FIRST} registrations of an action class are
 * looked at, and after those one in 1024 of all: a registration then only reads what is
 * known of its class, which nobody writes any more, and counts in a lane of its thread.
 * Threads that share a lane may lose a count, which is harmless. The counts are spread by
 * a multiplication, so that classes that take turns all have theirs.
 * <p>
 * <b>What is kept</b> of a class is kept by the class itself, and is of the JDK alone: so
 * neither can be pinned by the other's class loader.
 */
final class Captures {

	static final int FIRST = 16;

	private static final int TOLD = Integer.MAX_VALUE;

	private static final int LANES = 16;

	private static final int LANE = 16;

	private static final int GOLDEN = 0x9E3779B9;

	private final Core core;

	private final CaptureCheck mode;

	private final ClassValue<AtomicInteger> known = new Known();

	private final AtomicBoolean failed = new AtomicBoolean();

	private final int[] counts = new int[LANES * LANE];

	Captures(Core core, CaptureCheck mode) {
		this.core = core;
		this.mode = mode;
	}

	/**
	 * Look at a registration, if it is its turn.
	 * @throws CapturedReferentException if captures are to fail and there is one
	 */
	void check(Object referent, Object action, @Nullable Object state) {
		if (this.mode == CaptureCheck.WARN) {
			warn(referent, action, state);
		}
		else if (this.mode == CaptureCheck.FAIL) {
			CapturedReferentException captured = find(referent, action, state);
			if (captured != null) {
				throw captured;
			}
		}
	}

	private void warn(Object referent, Object action, @Nullable Object state) {
		try {
			AtomicInteger known = this.known.get(action.getClass());
			if (isDue(known)) {
				CapturedReferentException captured = find(referent, action, state);
				if (captured != null && known.getAndSet(TOLD) != TOLD) {
					this.core.log(Level.WARNING, String.valueOf(captured.getMessage()), null);
				}
			}
		}
		catch (RuntimeException ex) {
			if (this.failed.compareAndSet(false, true)) {
				this.core.log(Level.WARNING,
						"The capture check has failed, which is a defect of this library; registrations are not affected",
						ex);
			}
		}
		catch (StackOverflowError | OutOfMemoryError | LinkageError ex) {
			// A registration does not fail because it was looked at.
		}
	}

	/**
	 * Whether a registration is to be looked at, by how many of its class have been.
	 */
	private boolean isDue(AtomicInteger known) {
		int looks = known.get();
		if (looks < FIRST) {
			known.compareAndSet(looks, looks + 1);
			return true;
		}
		return isSampled() && looks != TOLD;
	}

	private boolean isSampled() {
		int lane = ((int) Thread.currentThread().getId() & (LANES - 1)) * LANE;
		return (++this.counts[lane] * GOLDEN) >>> 22 == 0;
	}

	private static @Nullable CapturedReferentException find(Object referent, Object action, @Nullable Object state) {
		try {
			Answer answer = CaptureWalk.of(referent, action, state);
			return answer.isCapture()
					? new CapturedReferentException(referent.getClass(), answer.text(), Site.ofCaller(false).text())
					: null;
		}
		catch (StackOverflowError | OutOfMemoryError | LinkageError ex) {
			return null; // no stack or memory left, or a broken class: not known
		}
	}

	/**
	 * How often each class was looked at, or that it was told.
	 */
	private static final class Known extends ClassValue<AtomicInteger> {

		@Override
		protected AtomicInteger computeValue(Class<?> type) {
			return new AtomicInteger();
		}

	}

}
