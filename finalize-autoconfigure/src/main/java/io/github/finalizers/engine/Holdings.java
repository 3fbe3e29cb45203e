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
 * The bytes that the finalizers of a {@link Stripe} hold: from their registration until
 * their action has finished. The size of each is in its {@link Segment}.
 * <p>
 * {@code bytes} is guarded by the lock. {@code sized}, whether any finalizer ever had a
 * size, is set under it before the first of them is published, and read without: whoever
 * has such a finalizer sees it. Nothing here allocates, so that no memory is needed to
 * give memory back.
 */
abstract class Holdings extends SpinLock {

	volatile boolean sized;

	long bytes;

	/**
	 * The bytes of a finalizer, 0 if it is dead or has no size: to be asked for before
	 * the claim, and to be released by whoever wins it. They never change, so it does not
	 * matter who asks.
	 */
	final long bytesOf(Handle<?> handle) {
		if (!this.sized) {
			return 0;
		}
		lock();
		try {
			long[] sizes = handle.segment.sizes;
			return (sizes != null && handle.isLive()) ? sizes[Word.slot(handle.word)] : 0;
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
	 * Give bytes back.
	 */
	final void giveBack(long bytes) {
		lock();
		try {
			this.bytes -= bytes;
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
	 * How many bytes are held.
	 */
	final long bytes() {
		return inside(() -> this.bytes);
	}

}
