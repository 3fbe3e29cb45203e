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

/**
 * An account as Lincheck sees it: each thread adds to a stripe of its own, which is made
 * when it comes, while one of them seals. It seals stripe by stripe, so a third thread
 * could tell the order; two cannot.
 */
public class AccountOperations {

	private final Object referent = new Object();

	private final Account account = Stores.account();

	@Operation
	public boolean add() {
		Stripe stripe = this.account.stripe();
		return stripe.add(Stores.handle(this.referent, stripe));
	}

	@Operation
	public void seal() {
		this.account.seal();
	}

	/**
	 * What is promised, said for one thread.
	 */
	public static class Specification {

		private boolean sealed;

		public boolean add() {
			return !this.sealed;
		}

		public void seal() {
			this.sealed = true;
		}

	}

}
