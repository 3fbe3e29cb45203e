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

package io.github.finalizers.engine.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * What the process holds when nothing is live.
 *
 * @param heap megabytes in use
 * @param threads how many threads there are
 * @param handles how many file handles are open, as far as the platform tells
 */
record Footprint(double heap, int threads, long handles) {

	private static final double MOST_HEAP_MORE = 1;

	/**
	 * One more was seen once, from where is not known; the files that actions are to
	 * close are counted one by one, and none may be left.
	 */
	private static final int MOST_HANDLES_MORE = 3;

	/**
	 * Measure, once the collector finds nothing more.
	 */
	static Footprint take() {
		double heap = collect();
		double before = Double.MAX_VALUE;
		for (int i = 0; i < 8 && heap < before - 0.05; i++) {
			before = heap;
			heap = collect();
		}
		return new Footprint(heap, ManagementFactory.getThreadMXBean().getThreadCount(), openHandles());
	}

	boolean exceeds(Footprint warm) {
		return this.heap > warm.heap + MOST_HEAP_MORE || this.threads > warm.threads
				|| this.handles > warm.handles + MOST_HANDLES_MORE;
	}

	private static double collect() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
	}

	private static long openHandles() {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		return (system instanceof UnixOperatingSystemMXBean unix) ? unix.getOpenFileDescriptorCount() : 0;
	}

	@Override
	public String toString() {
		return String.format("heap %.1f MB, threads %d, handles %d", this.heap, this.threads, this.handles);
	}

}
