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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.github.finalizers.FinalizerCause;

/**
 * What {@link StripeOperations} promises, said for one thread.
 */
public class StripeSpecification {

	private final Set<Integer> live = new TreeSet<>(List.of(0, 1));

	private final Set<Integer> notAtExit = new TreeSet<>();

	private final long[] finished = new long[FinalizerCause.values().length];

	private boolean sealed;

	public boolean addTwo() {
		return !this.sealed && this.live.add(2);
	}

	public boolean addThree() {
		return !this.sealed && this.live.add(3);
	}

	public boolean call(int finalizer) {
		return end(finalizer, FinalizerCause.CALLED);
	}

	public boolean collect(int finalizer) {
		return end(finalizer, FinalizerCause.COLLECTED);
	}

	private boolean end(int finalizer, FinalizerCause cause) {
		boolean removed = this.live.remove(finalizer);
		this.finished[cause.ordinal()] += removed ? 1 : 0;
		return removed;
	}

	public boolean sweep(int finalizer) {
		return !this.notAtExit.contains(finalizer) && end(finalizer, FinalizerCause.EXIT);
	}

	public void setAtExit(int finalizer, boolean atExit) {
		if (atExit) {
			this.notAtExit.remove(finalizer);
		}
		else if (this.live.contains(finalizer)) {
			this.notAtExit.add(finalizer);
		}
	}

	public boolean isAtExit(int finalizer) {
		return this.live.contains(finalizer) && !this.notAtExit.contains(finalizer);
	}

	public boolean peek(int finalizer) {
		return this.live.contains(finalizer);
	}

	public void seal() {
		this.sealed = true;
	}

	public int live() {
		return this.live.size();
	}

	public String counts() {
		return live() + " live, dead " + Arrays.toString(this.finished);
	}

	public String copy() {
		return live() + " of " + this.live.stream().mapToInt((finalizer) -> 1 << finalizer).sum();
	}

}
