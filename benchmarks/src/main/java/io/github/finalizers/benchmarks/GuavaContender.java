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

import java.util.Set;

import com.google.common.base.FinalizableReferenceQueue;
import com.google.common.base.FinalizableWeakReference;
import com.google.common.collect.Sets;

/**
 * Guava's {@link FinalizableWeakReference}, with the concurrent set that has to keep the
 * references, as its documentation shows it.
 */
final class GuavaContender implements Contender {

	private final FinalizableReferenceQueue queue = new FinalizableReferenceQueue();

	private final Set<Entry> entries = Sets.newConcurrentHashSet();

	@Override
	public Object register(Object referent, Resource state) {
		Entry entry = new Entry(referent, this, state);
		this.entries.add(entry);
		return entry;
	}

	@Override
	public void call(Object handle) {
		((Entry) handle).finalizeReferent();
	}

	@Override
	public void detach(Object handle) {
		this.entries.remove(handle);
	}

	@Override
	public void close() {
		this.queue.close();
	}

	private static final class Entry extends FinalizableWeakReference<Object> {

		private final Set<Entry> entries;

		private final Resource state;

		Entry(Object referent, GuavaContender contender, Resource state) {
			super(referent, contender.queue);
			this.entries = contender.entries;
			this.state = state;
		}

		@Override
		public void finalizeReferent() {
			if (this.entries.remove(this)) {
				this.state.release();
			}
		}

	}

}
