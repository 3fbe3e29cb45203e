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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.RunningAction;

/**
 * A thread of ours as it was made, to make it so again after an action.
 *
 * @param thread the thread
 * @param name its name
 * @param priority its priority
 */
record OwnThread(Thread thread, String name, int priority) {

	static OwnThread of(Environment environment, Runnable task, String name) {
		Thread thread = environment.newThread(task, name);
		return new OwnThread(thread, name, thread.getPriority());
	}

	/**
	 * Tell what is known of an action that runs, or ran, on it.
	 */
	RunningAction describe(Step action, long now) {
		StackTraceElement[] stack = this.thread.getStackTrace();
		boolean ended = !action.isRunning() && !action.isLeft();
		return new RunningAction(action.name(), this.name, Duration.ofNanos(now - action.startedAt),
				ended ? List.of() : List.of(stack));
	}

	/**
	 * Undo what an action has left on the thread. On any other thread it does nothing: if
	 * ours could not be started, its work is done on one that is not ours to change.
	 */
	@SuppressWarnings("ThreadPriorityCheck") // only to undo what an action did
	void clean(@Nullable ClassLoader classLoader) {
		if (this.thread != Thread.currentThread()) {
			return;
		}
		Thread.interrupted();
		if (!this.name.equals(this.thread.getName())) {
			this.thread.setName(this.name);
		}
		if (this.thread.getPriority() != this.priority) {
			this.thread.setPriority(this.priority);
		}
		try {
			if (this.thread.getContextClassLoader() != classLoader) {
				this.thread.setContextClassLoader(classLoader);
			}
		}
		catch (RuntimeException | Error ex) {
			// A factory's thread may have its own mind about that.
		}
	}

}
