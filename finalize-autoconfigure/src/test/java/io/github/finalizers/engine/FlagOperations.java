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

import org.jetbrains.lincheck.datastructures.Operation;

import io.github.finalizers.FinalizerCause;

/**
 * The flag of one live finalizer as Lincheck sees it, while a sweep claims it.
 */
public class FlagOperations {

	private final Object referent = new Object();

	private final Stripe stripe = new Stripe(Stores.account(), false);

	private final Handle<?> handle = Stores.handle(this.referent, this.stripe);

	public FlagOperations() {
		this.stripe.add(this.handle);
	}

	@Operation
	public void unset() {
		this.handle.setAtExit(false);
	}

	@Operation
	public boolean isAlive() {
		return this.handle.isAlive();
	}

	@Operation
	public boolean sweep() {
		return this.stripe.removeAtExit(this.handle, FinalizerCause.EXIT);
	}

	/**
	 * What is promised, said for one thread.
	 */
	public static class Specification {

		private boolean atExit = true;

		private boolean live = true;

		public void unset() {
			this.atExit = false;
		}

		public boolean isAlive() {
			return this.live;
		}

		public boolean sweep() {
			boolean swept = this.live && this.atExit;
			this.live &= !swept;
			return swept;
		}

	}

}
