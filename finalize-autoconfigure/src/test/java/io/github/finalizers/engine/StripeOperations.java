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

import org.jetbrains.lincheck.datastructures.BooleanGen;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

import io.github.finalizers.FinalizerCause;

/**
 * A stripe as Lincheck sees it: the finalizers 0 and 1 are live from the start, 2 and 3
 * come.
 */
@Param(name = "finalizer", gen = IntGen.class, conf = "0:3")
public class StripeOperations {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	private final Handle<?>[] handles = new Handle<?>[4];

	public StripeOperations() {
		for (int i = 0; i < this.handles.length; i++) {
			this.handles[i] = Stores.handle(this.referent, this.stripe);
		}
		this.stripe.add(this.handles[0]);
		this.stripe.add(this.handles[1]);
	}

	@Operation(runOnce = true)
	public boolean addTwo() {
		return this.stripe.add(this.handles[2]);
	}

	@Operation(runOnce = true)
	public boolean addThree() {
		return this.stripe.add(this.handles[3]);
	}

	@Operation
	public boolean call(@Param(name = "finalizer") int finalizer) {
		return this.stripe.remove(this.handles[finalizer], FinalizerCause.CALLED);
	}

	@Operation
	public boolean collect(@Param(name = "finalizer") int finalizer) {
		return this.stripe.remove(this.handles[finalizer], FinalizerCause.COLLECTED);
	}

	@Operation
	public boolean sweep(@Param(name = "finalizer") int finalizer) {
		return this.stripe.removeAtExit(this.handles[finalizer], FinalizerCause.EXIT);
	}

	@Operation
	public void setAtExit(@Param(name = "finalizer") int finalizer, @Param(gen = BooleanGen.class) boolean atExit) {
		this.handles[finalizer].setAtExit(atExit);
	}

	@Operation
	public boolean isAtExit(@Param(name = "finalizer") int finalizer) {
		return this.handles[finalizer].isAtExit();
	}

	@Operation
	public boolean peek(@Param(name = "finalizer") int finalizer) {
		return this.handles[finalizer].peek().isPresent();
	}

	@Operation(runOnce = true)
	public void seal() {
		this.stripe.seal();
	}

	@Operation
	public int live() {
		return this.stripe.live();
	}

	/**
	 * The counts by cause, and how many are live at the same moment.
	 * @return as text, by which Lincheck can compare
	 */
	@Operation
	public String counts() {
		long[] sums = new long[Account.CAUSES];
		int live = this.stripe.addFinished(sums);
		return live + " live, dead " + Arrays.toString(sums);
	}

	/**
	 * The live ones, as a sweep copies them.
	 * @return which there are, as bits, and how often
	 */
	@Operation
	public String copy() {
		int bits = 0;
		int count = 0;
		for (Handle<?> copied : this.stripe.copy(0)) {
			count++;
			for (int i = 0; i < this.handles.length; i++) {
				bits |= (copied == this.handles[i]) ? 1 << i : 0;
			}
		}
		return count + " of " + bits;
	}

}
