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

import java.lang.ref.Reference;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Collected ones that wait for their turn. It is filled by one thread, and then taken
 * from its end by one thread at a time.
 */
final class Batch {

	private static final int ROOM = 16;

	private Handle<?>[] handles;

	int size;

	Batch() {
		this.handles = new Handle<?>[ROOM];
	}

	/**
	 * What another one holds, and whoever works takes from meanwhile.
	 */
	Batch(Batch other) {
		int size = other.size;
		this.handles = Arrays.copyOf(other.handles, size + ROOM);
		this.size = size;
	}

	/**
	 * Add one that the queue has given. There is always room for it, so that it is not
	 * lost if there is no memory to make room for the one after it.
	 */
	void add(Reference<?> next) {
		this.handles[this.size++] = (Handle<?>) next;
		if (this.size == this.handles.length) {
			this.handles = Arrays.copyOf(this.handles, 2 * this.size);
		}
	}

	/**
	 * Put the newest at the end. Where there is no memory for that the order stays as it
	 * is, which is a habit, not a promise.
	 */
	void sort() {
		try {
			this.handles = Newest.last(this.handles, this.size);
		}
		catch (OutOfMemoryError ex) {
			// As they have come is as good as any order.
		}
	}

	@Nullable Handle<?> poll() {
		return (this.size > 0) ? this.handles[--this.size] : null;
	}

	/**
	 * Take back the one that was polled last.
	 */
	void giveBack(Handle<?> handle) {
		if (this.size < this.handles.length && this.handles[this.size] == handle) {
			this.size++;
		}
	}

	/**
	 * How many of them have not died.
	 */
	int live() {
		int live = 0;
		int size = this.size;
		for (int i = 0; i < size; i++) {
			live += this.handles[i].isAlive() ? 1 : 0;
		}
		return live;
	}

}
