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

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerListener;
import io.github.finalizers.engine.FinalizerRegistryBuilder.LogSink;

/**
 * Everything that a registry has from outside. It is replaced as a whole at close, so
 * that a registry which somebody keeps holds nothing of the application any more.
 */
record Environment(LongSupplier clock, LogSink log, Listeners listeners, @Nullable ThreadFactory threadFactory,
		@Nullable ClassLoader classLoader) {

	static Environment of(@Nullable LongSupplier clock, @Nullable LogSink log, List<FinalizerListener> listeners,
			@Nullable ThreadFactory threadFactory, @Nullable ClassLoader classLoader) {
		LogSink guarded = guarded((log != null) ? log : systemLog());
		return new Environment((clock != null) ? guarded(clock) : System::nanoTime, guarded,
				new Listeners(listeners, guarded), threadFactory, classLoader);
	}

	/**
	 * What is left after the close: nothing is logged or told any more.
	 */
	static Environment closed() {
		return of(null, (level, message, thrown) -> {
		}, List.of(), null, null);
	}

	/**
	 * A clock that goes on by itself when the given one fails.
	 */
	private static LongSupplier guarded(LongSupplier clock) {
		AtomicLong ahead = new AtomicLong();
		return () -> {
			try {
				long now = clock.getAsLong();
				ahead.setPlain(now - System.nanoTime());
				return now;
			}
			catch (Throwable ex) {
				return System.nanoTime() + ahead.getPlain();
			}
		};
	}

	private static LogSink systemLog() {
		System.Logger logger = System.getLogger("io.github.finalizers");
		return (level, message, thrown) -> logger.log(level, message, thrown);
	}

	private static LogSink guarded(LogSink log) {
		return (level, message, thrown) -> {
			try {
				log.log(level, message, thrown);
			}
			catch (Throwable ex) {
				// There is no place left to tell it.
			}
		};
	}

	/**
	 * Make a thread that has nothing of the thread that asks for it.
	 */
	Thread newThread(Runnable task, String name) {
		Thread thread = fromFactory(task);
		if (thread == null) {
			thread = defaultThread(task, name);
		}
		thread.setName(name);
		thread.setDaemon(true);
		thread.setContextClassLoader(this.classLoader);
		return thread;
	}

	private @Nullable Thread fromFactory(Runnable task) {
		if (this.threadFactory == null) {
			return null;
		}
		try {
			Thread thread = this.threadFactory.newThread(task);
			if (thread != null && thread.getState() == Thread.State.NEW) {
				return thread;
			}
			this.log.log(System.Logger.Level.WARNING,
					"The thread factory " + this.threadFactory.getClass().getTypeName() + " gave "
							+ ((thread != null) ? "a thread that is started already" : "no thread")
							+ "; a default thread takes its place",
					null);
		}
		catch (Throwable ex) {
			this.log.log(System.Logger.Level.WARNING, "The thread factory "
					+ this.threadFactory.getClass().getTypeName() + " failed; a default thread takes its place", ex);
		}
		return null;
	}

	@SuppressWarnings("ThreadPriorityCheck") // only so as not to inherit one
	private static Thread defaultThread(Runnable task, String name) {
		Thread thread = new Thread(rootGroup(), task, name, 0, false);
		thread.setPriority(Thread.NORM_PRIORITY);
		return thread;
	}

	private static ThreadGroup rootGroup() {
		ThreadGroup group = Thread.currentThread().getThreadGroup();
		while (group.getParent() != null) {
			group = group.getParent();
		}
		return group;
	}

}
