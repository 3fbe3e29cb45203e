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
 * A detach against all that may come at the same moment, but a call.
 */
final class DetachDuels {

	private DetachDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "binding, empty, detached, 0", expect = Expect.ACCEPTABLE, desc = "The first side has it.")
	@Outcome(id = "empty, binding, detached, 0", expect = Expect.ACCEPTABLE, desc = "The second side has it.")
	@State
	public static class DetachVersusDetach extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, binding, detached, 0", expect = Expect.ACCEPTABLE, desc = "Seen before it was detached.")
	@Outcome(id = "binding, empty, detached, 0", expect = Expect.ACCEPTABLE,
			desc = "Detached first; nothing was left to see.")
	@State
	public static class DetachVersusPeek extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, false, detached, 0", expect = Expect.ACCEPTABLE,
			desc = "The flag was cleared before it was detached.")
	@Outcome(id = "binding, dead, detached, 0", expect = Expect.ACCEPTABLE, desc = "Detached before one looked.")
	@State
	public static class DetachVersusSetAtExit extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, registered, detached live, 0 0", expect = Expect.ACCEPTABLE,
			desc = "One went, the other came; neither disturbed the other.")
	@State
	public static class DetachVersusRegister extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, collected, detached, 0", expect = Expect.ACCEPTABLE,
			desc = "Detached with its referent; the worker ran nothing.")
	@Outcome(id = "binding of nothing, collected, detached, 0", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Detached between the collection and the worker.")
	@Outcome(id = "empty, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "The worker came first; nothing was left to detach.")
	@State
	public static class DetachVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, dead, detached, 0", expect = Expect.ACCEPTABLE, desc = "Detached before its turn.")
	@Outcome(id = "empty, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came first; nothing was left to detach.")
	@State
	public static class DetachVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
	@Outcome(id = "binding, dead, detached, 0", expect = Expect.ACCEPTABLE, desc = "Detached before its turn.")
	@Outcome(id = "empty, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came first; nothing was left to detach.")
	@State
	public static class DetachVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = detach();
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
