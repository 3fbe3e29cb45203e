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

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A peek against all that ends nothing by itself, and against our own threads.
 */
final class PeekDuels {

	private PeekDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, binding, live, 0", expect = Expect.ACCEPTABLE,
			desc = "Both see it, and nothing has changed.")
	@State
	public static class PeekVersusPeek extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = peek();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, false, unflagged live, 0", expect = Expect.ACCEPTABLE, desc = "Seen, whatever the flag.")
	@State
	public static class PeekVersusSetAtExit extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = setAtExit(false);
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, registered, live live, 0 0", expect = Expect.ACCEPTABLE, desc = "Seen, and the other came.")
	@State
	public static class PeekVersusRegister extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = register();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, collected, collected, 1", expect = Expect.ACCEPTABLE, desc = "Seen with its referent.")
	@Outcome(id = "binding of nothing, collected, collected, 1", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Seen between the collection and the worker.")
	@Outcome(id = "empty, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "The worker came first; nothing was left to see.")
	@State
	public static class PeekVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = collected();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, dead, exit, 1", expect = Expect.ACCEPTABLE, desc = "Seen before its turn.")
	@Outcome(id = "empty, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came first; nothing was left to see.")
	@State
	public static class PeekVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = sweep();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, dead, exit, 1", expect = Expect.ACCEPTABLE, desc = "Seen before its turn.")
	@Outcome(id = "empty, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came first; nothing was left to see.")
	@State
	public static class PeekVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = peek();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = close();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

}
