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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.WorkerState;

/**
 * Runs collected ones: one thread works, and while it runs actions a {@link StandIn}
 * watches it. Who has which place is in {@link Roles}.
 * <p>
 * {@code unstarted}, one whose turn it was and that could not be started for want of
 * memory or stack, belongs to whoever works, as what is polled from the {@link Backlog}
 * does. {@code starting} lets one registration at a time start the first thread;
 * {@code first} and {@code started} are written by that one. A registration that reads
 * {@code started} too early does nothing, because another is at it.
 */
final class Worker {

	private static final String NAME = "finalizers-worker";

	private final Core core;

	private final Backlog backlog;

	private final Roles roles;

	private final StandIn standIn;

	private final AtomicBoolean starting = new AtomicBoolean();

	private @Nullable Handle<?> unstarted;

	private volatile boolean started;

	private volatile boolean startFailed;

	private final AtomicInteger threads = new AtomicInteger();

	/**
	 * The first thread. It is made with the registry and not at the first registration,
	 * so that nothing of who registers first reaches it.
	 */
	private volatile @Nullable Runner first;

	Worker(Core core) {
		this.core = core;
		this.backlog = new Backlog(core.queue);
		this.roles = new Roles(core.limits.stallThreshold());
		this.standIn = new StandIn(core, this.roles, this::ensureWatched);
		this.first = newRunner();
	}

	/**
	 * Start with the first registration. If no thread can be started now, that is logged,
	 * and the next registration tries again.
	 * @return whether it has been started
	 */
	boolean ensureStarted() {
		if (!this.started) {
			start();
		}
		return this.started;
	}

	private void start() {
		if (!this.starting.compareAndSet(false, true)) {
			return;
		}
		try {
			Runner prepared = this.first;
			Runner runner = (prepared != null) ? prepared : newRunner();
			this.first = null;
			this.started = !this.roles.makeWorker(runner) || start(runner);
		}
		finally {
			this.starting.set(this.started);
		}
	}

	private Runner newRunner() {
		int number = this.threads.incrementAndGet();
		return new Runner(this.core, (number > 1) ? NAME + "-" + number : NAME, this::live);
	}

	private boolean start(Runner runner) {
		try {
			runner.thread.start();
			this.startFailed = false;
			return true;
		}
		catch (Throwable ex) {
			this.roles.remove(runner);
			if (!this.startFailed) {
				this.core.log(Level.ERROR, "The thread " + runner.thread.getName()
						+ " could not be started; it is tried again with the next finalizers, without a further word",
						ex);
			}
			this.startFailed = true;
			return false;
		}
	}

	/**
	 * Make sure that a stand-in watches the worker.
	 * @return whether there was none
	 */
	private boolean ensureWatched() {
		if (this.roles.isWatched()) {
			return false;
		}
		Runner runner = newRunner();
		if (this.roles.makeStandIn(runner)) {
			start(runner);
		}
		return true;
	}

	private void live(Runner me) {
		Rounds.run(this.core, "A thread of the worker stumbled, and goes on", () -> playRole(me));
		this.roles.remove(me);
	}

	/**
	 * Do what the role of this thread demands, until it changes.
	 * @return {@code false} if there is nothing to do any more
	 */
	private boolean playRole(Runner me) {
		if (this.roles.isStandIn(me)) {
			this.standIn.watch(me);
		}
		else if (this.roles.isWorker(me)) {
			return work(me);
		}
		return this.roles.isStandIn(me) || this.roles.isWorker(me);
	}

	/**
	 * Work until replaced.
	 * @return {@code false} if this thread is to start nothing any more
	 */
	private boolean work(Runner me) {
		me.hasWaited();
		while (this.roles.isWorker(me)) {
			Handle<?> next = next();
			if (next == null) {
				await(me);
			}
			else if (!run(me, next)) {
				return false;
			}
		}
		this.roles.returned(me);
		return true;
	}

	private boolean run(Runner me, Handle<?> next) {
		boolean ended = false;
		try {
			if (ensureWatched()) {
				me.hasWaited();
			}
			boolean goOn = me.run(next, FinalizerCause.COLLECTED);
			this.roles.workerReturned();
			ended = true;
			return goOn;
		}
		finally {
			if (!ended) {
				this.unstarted = next;
			}
		}
	}

	private @Nullable Handle<?> next() {
		Handle<?> next = this.unstarted;
		if (next == null) {
			return this.backlog.poll();
		}
		this.unstarted = null;
		return next;
	}

	private void await(Runner me) {
		this.roles.setWaiting(true);
		try {
			this.backlog.gather();
		}
		catch (InterruptedException ex) {
			// Either this is the end, which the caller looks for, or nobody's business.
		}
		finally {
			this.roles.setWaiting(false);
		}
		me.hasWaited();
	}

	/**
	 * What the worker is at.
	 */
	FinalizerStatistics.Worker statistics() {
		WorkerState state = this.roles.state(this.started);
		return new FinalizerStatistics.Worker(state, this.backlog.pending(),
				this.roles.stalledActions(this.core.now()));
	}

	/**
	 * Whether a thread is one of ours.
	 */
	boolean owns(Thread thread) {
		return this.roles.owns(thread);
	}

	/**
	 * Start nothing any more.
	 * @return all threads there are, some of which may have an action at hand
	 */
	List<Runner> end() {
		this.first = null;
		this.backlog.close();
		List<Runner> all = this.roles.end();
		for (Runner runner : all) {
			if (runner.retire()) {
				runner.thread.interrupt();
			}
		}
		return all;
	}

}
