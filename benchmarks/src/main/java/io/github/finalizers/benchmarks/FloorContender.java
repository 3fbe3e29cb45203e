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

package io.github.finalizers.benchmarks;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What it costs at the least to be told of a referent's death and to know what to do
 * then: a weak reference with an action and a state, kept in an array of the thread's
 * own, and a thread that waits for the queue. Without any order, without a claim; nothing
 * is removed but what was registered last, if it is called.
 */
final class FloorContender implements Contender {

	private final ReferenceQueue<Object> queue = new ReferenceQueue<>();

	private final ThreadLocal<Slots> slots = ThreadLocal.withInitial(() -> new Slots());

	private final Thread thread = new Thread(this::drain, "floor");

	FloorContender() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void drain() {
		try {
			while (true) {
				((Floor) this.queue.remove()).run();
			}
		}
		catch (InterruptedException ex) {
			// It has been closed.
		}
	}

	@Override
	public Object register(Object referent, Resource state) {
		Slots slots = this.slots.get();
		if (slots.size == slots.all.length) {
			slots.next();
		}
		Floor floor = new Floor(referent, this.queue, Resource::release, state);
		slots.all[slots.size++] = floor;
		return floor;
	}

	@Override
	public void call(Object handle) {
		Floor floor = (Floor) handle;
		Slots slots = this.slots.get();
		slots.all[--slots.size] = null;
		floor.run();
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

	private static final class Floor extends WeakReference<Object> {

		final Consumer<Resource> action;

		final Resource state;

		Floor(Object referent, ReferenceQueue<Object> queue, Consumer<Resource> action, Resource state) {
			super(referent, queue);
			this.action = action;
			this.state = state;
		}

		void run() {
			this.action.accept(this.state);
		}

	}

	/**
	 * The newest array of a thread, which is preceded by full ones.
	 */
	private static final class Slots {

		@Nullable Object[] all = new Object[1024];

		int size;

		/**
		 * Put the full array into the first slot of a new one.
		 */
		void next() {
			Object full = this.all;
			this.all = new Object[1024];
			this.all[0] = full;
			this.size = 1;
		}

	}

}
