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

/**
 * What the actions of one name have taken on our threads. All is guarded by this object's
 * lock, so that a number of actions, their time and their failures always belong
 * together.
 */
final class Timings extends SpinLock {

	long actions;

	long nanos;

	long failures;

	/**
	 * Take note of an action that has ended.
	 */
	void ran(long duration, boolean failed) {
		lock();
		try {
			this.actions++;
			this.nanos += duration;
			this.failures += failed ? 1 : 0;
		}
		finally {
			try {
				unlock();
			}
			catch (Throwable ex) {
				this.busy = FREE;
			}
		}
	}

	/**
	 * Take note of an action that has thrown, and does not count as ended.
	 */
	void failed() {
		inside(() -> ++this.failures);
	}

	/**
	 * What it is at one moment.
	 */
	Timings copy() {
		Timings copy = new Timings();
		return inside(() -> {
			copy.actions = this.actions;
			copy.nanos = this.nanos;
			copy.failures = this.failures;
			return copy;
		});
	}

}
