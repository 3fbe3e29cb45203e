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
 * A call against all that may come at the same moment.
 */
final class CallDuels {

	private CallDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "value, null, called, 1", expect = Expect.ACCEPTABLE, desc = "The first side ran it.")
	@Outcome(id = "null, value, called, 1", expect = Expect.ACCEPTABLE, desc = "The second side ran it.")
	@State
	public static class CallVersusCall extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = call();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "value, empty, called, 1", expect = Expect.ACCEPTABLE,
			desc = "Called first; nothing was left to detach.")
	@Outcome(id = "null, binding, detached, 0", expect = Expect.ACCEPTABLE,
			desc = "Detached first; the call ran nothing.")
	@State
	public static class CallVersusDetach extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = detach();
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "value, binding, called, 1", expect = Expect.ACCEPTABLE, desc = "Seen before the call.")
	@Outcome(id = "value, empty, called, 1", expect = Expect.ACCEPTABLE,
			desc = "The call came first; nothing was left to see.")
	@State
	public static class CallVersusPeek extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
	@Outcome(id = "value, false, called, 1", expect = Expect.ACCEPTABLE, desc = "The flag was cleared before the call.")
	@Outcome(id = "value, dead, called, 1", expect = Expect.ACCEPTABLE, desc = "The call came before one looked.")
	@State
	public static class CallVersusSetAtExit extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
	@Outcome(id = "value, registered, called live, 1 0", expect = Expect.ACCEPTABLE,
			desc = "One ran, the other came; neither disturbed the other.")
	@State
	public static class CallVersusRegister extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
	@Outcome(id = "value, collected, called, 1", expect = Expect.ACCEPTABLE, desc = "The call came before the worker.")
	@Outcome(id = "null, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "The worker came before the call.")
	@State
	public static class CallVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
	@Outcome(id = "value, dead, called, 1", expect = Expect.ACCEPTABLE, desc = "The call came before its turn.")
	@Outcome(id = "null, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn in the sweep came before the call.")
	@State
	public static class CallVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
	@Outcome(id = "value, dead, called, 1", expect = Expect.ACCEPTABLE, desc = "The call came before its turn.")
	@Outcome(id = "null, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn at the close came before the call.")
	@State
	public static class CallVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = call();
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
