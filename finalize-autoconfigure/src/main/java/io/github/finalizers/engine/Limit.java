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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.LimitPolicy;

/**
 * The limit of a name, and what is done about a registration past it.
 * <p>
 * <b>Fields.</b> What is held is the {@link Quota}'s to know. {@code quietUntil} changes
 * by compare-and-set, so that of those who cross the limit in one minute one tells it.
 * The others are final.
 * <p>
 * <b>Waiting</b> holds no lock. Nobody waits for himself: not inside an action on any
 * thread, whose own place is given back when it has finished; not on a thread of the
 * registry, which may be the one that has to run what is collected; and not once the exit
 * has begun, as the worker has ended then. Who may not wait is refused.
 * <p>
 * <b>Races.</b> Who begins to wait joins the queue first and then looks for the exit; the
 * exit makes itself known first and then empties the queue: so nobody waits through it.
 */
final class Limit {

	private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private static final String CLOSING = "nobody waits any more, as the registry closes";

	private final Core core;

	private final String name;

	final FinalizerLimit settings;

	final Quota quota;

	private final AtomicLong quietUntil;

	Limit(Core core, String name, FinalizerLimit settings) {
		this.core = core;
		this.name = name;
		this.settings = settings;
		this.quota = new Quota(settings);
		this.quietUntil = new AtomicLong(core.now());
		prepare();
	}

	/**
	 * Have linked what must not be met for the first time at the end of a stack.
	 */
	private void prepare() {
		this.quota.take(0, false);
		this.quota.giveBack(0);
		Waiter waiter = new Waiter(0);
		this.quota.join(waiter);
		this.quota.leave(waiter);
		this.quota.giveBack(0);
	}

	/**
	 * Take a place for a new finalizer.
	 * @param size its bytes
	 * @param referent for the message
	 * @throws IllegalStateException if it is refused; nothing is taken then
	 */
	void take(long size, Object referent) {
		if (this.quota.take(size, false)) {
			return;
		}
		LimitPolicy policy = this.settings.policy();
		boolean tooLarge = this.settings.bytes() > 0 && size > this.settings.bytes();
		if (!tooLarge) {
			this.core.collections.ask(this.name, this.settings);
		}
		if (policy == LimitPolicy.WARN) {
			takeAnyway(size);
		}
		else if (tooLarge) {
			throw refused(size, referent, "that is more than the whole limit, so raise it");
		}
		else if (policy == LimitPolicy.FAIL) {
			throw refused(size, referent, "release what is not needed, raise the limit, or try again later");
		}
		else {
			await(size, referent);
		}
	}

	/**
	 * Once the place is taken nothing may be thrown, as nobody would give it back.
	 */
	private void takeAnyway(long size) {
		if (this.quota.takeAnyway(size)) {
			try {
				tellCrossed();
			}
			catch (Throwable ex) {
				// There is no stack or memory left to tell it.
			}
		}
	}

	private void tellCrossed() {
		long now = this.core.now();
		long quietUntil = this.quietUntil.get();
		if (now - quietUntil >= 0 && this.quietUntil.compareAndSet(quietUntil, now + QUIET)) {
			this.quota.tell();
			this.core.log(Level.WARNING, "The limit of \"" + this.name + "\" has been crossed: " + text()
					+ " are held; all is registered nevertheless, and the collector is asked for help", null);
		}
	}

	/**
	 * What is held, for a message.
	 */
	private String text() {
		long[] held = this.quota.held();
		String counted = held[0] + " of at most " + this.settings.count() + " finalizers";
		String sized = held[1] + " of at most " + this.settings.bytes() + " bytes";
		if (this.settings.bytes() == 0) {
			return counted;
		}
		return (this.settings.count() == 0) ? sized : counted + " and " + sized;
	}

	private void await(long size, Object referent) {
		String hindrance = hindrance();
		if (!hindrance.isEmpty()) {
			if (!this.quota.take(size, true)) {
				throw refused(size, referent, hindrance);
			}
			return;
		}
		Waiter waiter = new Waiter(size);
		boolean waited = false;
		try {
			this.quota.join(waiter);
			hindrance = await(waiter);
			waited = true;
		}
		finally {
			if (this.quota.leave(waiter) && !waited) {
				this.quota.giveBack(size);
			}
		}
		if (waiter.place != Waiter.GIVEN) {
			throw refused(size, referent, hindrance);
		}
	}

	/**
	 * Wait until there is a place, or a reason to wait no more, and go on asking the
	 * collector.
	 * @return the reason, if there is no place
	 */
	private String await(Waiter waiter) {
		long since = System.nanoTime();
		while (waiter.place == Waiter.NONE) {
			long left = this.settings.longestWait().toNanos() - (System.nanoTime() - since);
			if (left <= 0) {
				return "not enough was given back in " + Texts.of(this.settings.longestWait());
			}
			if (Thread.currentThread().isInterrupted()) {
				return "the thread was interrupted while it waited";
			}
			if (this.core.exit.hasBegun()) {
				break;
			}
			this.core.collections.ask(this.name, this.settings);
			LockSupport.parkNanos(this, Math.min(left, this.core.collections.interval()));
		}
		return CLOSING;
	}

	/**
	 * Why this thread may not wait, empty if it may.
	 */
	private String hindrance() {
		if (this.core.exit.hasBegun()) {
			return CLOSING;
		}
		if (this.core.passes.isDrivenByHand()) {
			return "nobody waits in a registry that is driven by hand";
		}
		if (this.core.passes.owns(Thread.currentThread()) || isInsideAction()) {
			return "nobody waits inside an action, or on a thread of the registry";
		}
		return "";
	}

	private static boolean isInsideAction() {
		return STACK.walk((frames) -> frames.anyMatch(
				(frame) -> frame.getDeclaringClass() == Handle.class && frame.getMethodName().equals("invokeClaimed")));
	}

	private IllegalStateException refused(long size, Object referent, String why) {
		if (this.core.exit.isClosing() && !this.core.passes.owns(Thread.currentThread())) {
			return Checks.closed(referent);
		}
		return new FinalizerLimitException(this.name,
				"The limit of \"" + this.name + "\" is reached, so nothing was registered for the "
						+ referent.getClass().getTypeName() + ": " + text() + " are held, and "
						+ ((size > 0) ? size + " bytes" : "one") + " more asked for; " + why);
	}

}
