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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Collected ones that wait for their turn. It is filled by one thread, and then taken
 * from its end by one thread at a time.
 */
final class Batch {

	private static final int ROOM = 16;

	Handle<?>[] handles;

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
	 * Make room for one more, after each that is added: so there is always room for what
	 * the queue gives, and none is lost if there is no memory for the one after it.
	 */
	void makeRoom() {
		if (this.size == this.handles.length) {
			this.handles = Arrays.copyOf(this.handles, 2 * this.size);
		}
	}

	/**
	 * Put the newest at the end. Where there is no memory or stack for that the order
	 * stays as it is, which is a habit, not a promise.
	 */
	void sort() {
		try {
			this.handles = Newest.last(this.handles, this.size);
		}
		catch (OutOfMemoryError | StackOverflowError ex) {
			// As they have come is as good as any order.
		}
	}

	@Nullable Handle<?> poll() {
		int last = this.size - 1;
		if (last < 0) {
			return null;
		}
		this.size = last;
		return this.handles[last];
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
