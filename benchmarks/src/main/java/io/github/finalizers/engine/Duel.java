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

import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.results.LLLL_Result;

import io.github.finalizers.Finalizer.Binding;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;

/**
 * A finalizer in a registry of its own, what the two sides may do to it, and how it
 * ended. Here the registry's threads are never really started, so that it costs little
 * and leaves nothing behind.
 */
abstract class Duel {

	final Registry registry;

	final Handle<String> finalizer;

	private final Action action = new Action();

	private final Queue<Action> registered = new ConcurrentLinkedQueue<>();

	private final AtomicInteger arrived = new AtomicInteger();

	private volatile @Nullable String error;

	Duel() {
		this(FinalizerRegistryBuilder.create().threadFactory(Idle::new));
	}

	Duel(FinalizerRegistryBuilder builder) {
		this.registry = (Registry) builder.log(this::log).build();
		this.registered.add(this.action);
		this.finalizer = (Handle<String>) this.registry.<String>registerCallable(this, this.action);
	}

	private void log(System.Logger.Level level, String message, @Nullable Throwable thrown) {
		if (level == System.Logger.Level.ERROR) {
			this.error = message + ": " + thrown;
		}
	}

	/**
	 * Wait until both sides have come.
	 */
	void ready() {
		this.arrived.incrementAndGet();
		while (this.arrived.get() < 2) {
			giveWay();
		}
	}

	@SuppressWarnings("ThreadPriorityCheck") // there may be fewer processors than threads
	static void giveWay() {
		Thread.yield();
	}

	/**
	 * Do something, and tell what one got. A side that threw would leave the other
	 * waiting for ever.
	 */
	static String attempt(Callable<?> operation) {
		try {
			return String.valueOf(operation.call());
		}
		catch (Throwable ex) {
			return ex.toString();
		}
	}

	final String call() {
		ready();
		return attempt(this.finalizer);
	}

	final String detach() {
		ready();
		return attempt(() -> describe(this.finalizer.detach()));
	}

	final String peek() {
		ready();
		return attempt(() -> describe(this.finalizer.peek()));
	}

	private static String describe(Optional<Binding> binding) {
		return binding.map((live) -> (live.referent() != null) ? "binding" : "binding of nothing").orElse("empty");
	}

	/**
	 * Set the flag, and tell what it is, or that the finalizer is dead: one that is live
	 * with the flag cleared must not run at exit any more.
	 */
	final String setAtExit(boolean atExit) {
		ready();
		return attempt(() -> {
			this.finalizer.setAtExit(atExit);
			return this.finalizer.isAlive() ? this.finalizer.isAtExit() : "dead";
		});
	}

	final String register() {
		ready();
		return attempt(this::registerNewcomer);
	}

	private String registerNewcomer() {
		Action newcomer = new Action();
		this.registered.add(newcomer);
		try {
			this.registry.named("newcomer").registerCallable(this, newcomer);
			return "registered";
		}
		catch (IllegalStateException ex) {
			this.registered.remove(newcomer);
			return "refused";
		}
	}

	/**
	 * When the action ran, by {@link System#nanoTime()}.
	 */
	final long ran() {
		return this.action.ran;
	}

	/**
	 * Write down how it ended.
	 */
	void judge(LLLL_Result result) {
		result.r3 = attempt(this::verdict);
		result.r4 = this.registered.stream().map(String::valueOf).collect(Collectors.joining(" "));
	}

	private String verdict() {
		String fault = fault();
		return (fault != null) ? fault : ending();
	}

	/**
	 * What is wrong, whoever won: the counts must add up, and agree with what the store
	 * holds.
	 */
	final @Nullable String fault() {
		FinalizerStatistics counts = this.registry.statistics();
		AtomicInteger found = new AtomicInteger();
		this.registry.core.forEachLive((handle) -> found.incrementAndGet());
		if (counts.live() + counts.dead() != this.registered.size() || counts.live() != found.get()) {
			return "live " + counts.live() + " (found " + found + ") and dead " + counts.dead() + " of "
					+ this.registered.size() + " registered";
		}
		return (this.error != null) ? "logged " + this.error : null;
	}

	private String ending() {
		String flag = (this.finalizer.isAlive() && !this.finalizer.isAtExit()) ? "unflagged " : "";
		return flag + this.registry.statistics()
			.names()
			.values()
			.stream()
			.map(Duel::ending)
			.filter((ending) -> !ending.isEmpty())
			.collect(Collectors.joining(" "));
	}

	private static String ending(OfName counts) {
		StringBuilder ending = new StringBuilder("live ".repeat((int) counts.live()));
		counts.finished()
			.forEach((cause, count) -> ending
				.append((cause.name().toLowerCase(Locale.ROOT) + " ").repeat(count.intValue())));
		return ending.toString().trim();
	}

	/**
	 * Counts how often it runs.
	 */
	private static final class Action implements Callable<String> {

		private final AtomicInteger runs = new AtomicInteger();

		private volatile long ran;

		@Override
		public String call() {
			this.ran = System.nanoTime();
			this.runs.incrementAndGet();
			return "value";
		}

		@Override
		public String toString() {
			return this.runs.toString();
		}

	}

	/**
	 * A thread that never starts.
	 */
	private static final class Idle extends Thread {

		Idle(Runnable task) {
			super(task);
		}

		@Override
		public void start() {
		}

	}

}
