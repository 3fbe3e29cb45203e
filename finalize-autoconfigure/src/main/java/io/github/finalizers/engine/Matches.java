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
import java.util.function.Predicate;

/**
 * Gathers the finalizers that match, in one array of about the right size.
 */
final class Matches implements Predicate<Handle<?>> {

	private final Predicate<Handle<?>> filter;

	private final int most;

	private Handle<?>[] found;

	private int size;

	Matches(Predicate<Handle<?>> filter, int expected, int most) {
		this.filter = filter;
		this.most = most;
		this.found = new Handle<?>[Math.min(expected, most)];
	}

	/**
	 * Take in a finalizer if it matches.
	 * @return whether that is enough
	 */
	@Override
	public boolean test(Handle<?> handle) {
		if (this.size < this.most && this.filter.test(handle)) {
			if (this.size == this.found.length) {
				this.found = Arrays.copyOf(this.found, this.size + (this.size >> 2) + 16);
			}
			this.found[this.size++] = handle;
		}
		return this.size == this.most;
	}

	Handle<?>[] newestLast() {
		return Newest.last(this.found, this.size);
	}

}
