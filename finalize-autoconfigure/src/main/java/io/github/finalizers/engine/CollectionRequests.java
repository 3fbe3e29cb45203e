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
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerLimit;

/**
 * Asks the collector for help when a name is past its limit: on a thread of its own, at
 * most once an interval, and less often as long as what was collected has made no room
 * for any name.
 * <p>
 * <b>Fields.</b> {@code asked} is set by whoever asks, as is what {@link CollectionPause}
 * knows of them, and cleared by the thread before it collects: so what is asked for
 * meanwhile is done once more. {@code next} is the thread for the next time: the first is
 * made with the registry, each further one by the one before it, so that nothing of who
 * asks reaches it. The fields below {@code ended} belong to the thread, which hands them
 * on through {@code thread}.
 * <p>
 * <b>Races.</b> Who asks says so first and then looks for a thread; a thread that ends
 * gives up its place first and then looks whether anybody has asked: at least one of them
 * sees the other.
 */
final class CollectionRequests {

	private static final String NAME = "finalizers-collector";

	private static final long IDLE = TimeUnit.SECONDS.toNanos(10);

	/**
	 * How often nothing is collected before that is no coincidence: the JVM may put a
	 * collection off while native code works on an array.
	 */
	private static final int VAIN = 3;

	private final Core core;

	private final long interval;

	private final Runnable collector;

	private final long idle;

	private final AtomicReference<@Nullable String> asked = new AtomicReference<>();

	private final CollectionPause pause;

	private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

	private volatile @Nullable Thread next;

	private volatile boolean ended;

	private volatile boolean startFailed;

	private long restingSince;

	private long collected;

	private long relieved;

	private int inVain;

	CollectionRequests(Core core, LimitSettings settings) {
		this(core, settings, System::gc, IDLE);
	}

	/**
	 * Create requests, for tests.
	 * @param collector collects
	 * @param idle after how long the thread ends if nobody asks, in nanoseconds
	 */
	CollectionRequests(Core core, LimitSettings settings, Runnable collector, long idle) {
		this.core = core;
		this.idle = idle;
		this.interval = settings.collectionInterval().toNanos();
		this.collector = collector;
		this.restingSince = System.nanoTime() - this.interval;
		this.pause = new CollectionPause(this.interval);
		this.next = settings.limits().names().isEmpty() ? null : newThread();
	}

	private Thread newThread() {
		return this.core.environment().newThread(this::live, NAME);
	}

	long interval() {
		return this.interval;
	}

	/**
	 * Ask for a collection, and do not wait for it. Once the exit has begun nothing is
	 * asked for any more, as nobody runs what would be collected.
	 * @param name the name whose limit was reached
	 * @param limit the limit
	 */
	void ask(String name, FinalizerLimit limit) {
		if (this.core.exit.hasBegun() || this.core.passes.isDrivenByHand()) {
			return;
		}
		boolean more = this.pause.shorten(limit);
		if (this.asked.compareAndSet(null, name) || more) {
			Thread running = this.thread.get();
			if (running != null) {
				LockSupport.unpark(running);
			}
			else {
				start();
			}
		}
	}

	private void start() {
		Thread starting = this.next;
		try {
			starting = (starting != null) ? starting : newThread();
			if (this.thread.compareAndSet(null, starting)) {
				starting.start();
				this.startFailed = false;
			}
		}
		catch (Throwable ex) {
			this.thread.compareAndSet(starting, null);
			this.asked.set(null);
			if (!this.startFailed) {
				this.core.log(Level.ERROR, "The thread " + NAME + " could not be started; who asks next tries again",
						ex);
			}
			this.startFailed = true;
		}
	}

	private void live() {
		this.next = null;
		try {
			Rounds.run(this.core, "A request for a collection stumbled, and is tried again", this::round);
			this.next = this.ended ? null : successor();
		}
		finally {
			this.thread.set(null);
		}
		if (this.ended) {
			this.next = null;
		}
		else if (this.asked.get() != null) {
			start();
		}
	}

	/**
	 * The next thread; if it cannot be made now, whoever needs it makes it.
	 */
	private @Nullable Thread successor() {
		try {
			return newThread();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * Collect, or wait until it is time for that, which may be sooner if the actions of
	 * what was collected have made room meanwhile.
	 * @return {@code false} if there is nothing to do any more
	 */
	private boolean round() {
		String name = this.asked.get();
		long rested = System.nanoTime() - this.restingSince;
		long wait = ((name != null) ? this.pause.length(hasHelped()) : this.idle) - rested;
		if (wait > 0 && !this.ended) {
			Thread.interrupted(); // which would keep it from parking
			LockSupport.parkNanos(this, (name != null) ? Math.min(wait, this.interval) : wait);
		}
		else if (name != null && !this.ended) {
			collect(name);
		}
		return !this.ended && (wait > 0 || name != null);
	}

	private boolean hasHelped() {
		return sum(Account::collected) != this.collected && sum(Account::relieved) != this.relieved;
	}

	private void collect(String name) {
		this.pause.collected(hasHelped());
		this.collected = sum(Account::collected);
		this.relieved = sum(Account::relieved);
		this.asked.set(null);
		WeakReference<Object> witness = new WeakReference<>(new Object()); // a collection
																			// takes it
		this.collector.run();
		this.restingSince = System.nanoTime();
		this.inVain = witness.refersTo(null) ? 0 : this.inVain + 1;
		if (this.inVain == VAIN) {
			this.core.log(Level.WARNING, "The JVM does not collect when it is asked to, as \"" + name
					+ "\" needs it at its limit: start it without -XX:+DisableExplicitGC, or with -XX:-DisableExplicitGC"
					+ "; until then only what is released explicitly, or collected by chance, makes room", null);
		}
	}

	private long sum(ToLongFunction<Account> count) {
		return this.core.accounts.all().stream().filter((account) -> account.limit != null).mapToLong(count).sum();
	}

	/**
	 * Ask for nothing any more, and wait for the thread to end, for a bounded time.
	 */
	void end(long longest) {
		this.ended = true;
		this.next = null;
		Thread running = this.thread.get();
		if (running != null && running != Thread.currentThread()) {
			LockSupport.unpark(running);
			Waiting.join(running, longest);
		}
	}

}
