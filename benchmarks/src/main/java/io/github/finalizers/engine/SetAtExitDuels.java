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
 * The flag against the flag, a registration, and our own threads.
 */
final class SetAtExitDuels {

	private SetAtExitDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "false, true, live, 0", expect = Expect.ACCEPTABLE, desc = "Set last.")
	@Outcome(id = "false, true, unflagged live, 0", expect = Expect.ACCEPTABLE, desc = "Cleared last.")
	@Outcome(id = "true, true, live, 0", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Cleared and set before the first side looked.")
	@Outcome(id = "false, false, unflagged live, 0", expect = Expect.ACCEPTABLE_INTERESTING,
			desc = "Set and cleared before the second side looked.")
	@State
	public static class SetAtExitVersusSetAtExit extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = setAtExit(false);
		}

		@Actor
		public void second(LLLL_Result result) {
			result.r2 = setAtExit(true);
		}

		@Arbiter
		public void arbiter(LLLL_Result result) {
			judge(result);
		}

	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "false, registered, unflagged live live, 0 0", expect = Expect.ACCEPTABLE,
			desc = "The flag of one, not of the other.")
	@State
	public static class SetAtExitVersusRegister extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = setAtExit(false);
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
	@Outcome(id = "false, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "Cleared first; the flag has no say when it is collected.")
	@Outcome(id = "dead, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "The worker came before one looked.")
	@State
	public static class SetAtExitVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = setAtExit(false);
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
	@Outcome(id = "false, live, abandoned, 0", expect = Expect.ACCEPTABLE,
			desc = "Cleared before its turn; left to the close, which abandons it.")
	@Outcome(id = "dead, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came before the flag was cleared.")
	@Outcome(id = "false, dead, exit, 1", expect = Expect.FORBIDDEN,
			desc = "It was live without the flag, and ran at exit.")
	@State
	public static class SetAtExitVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = setAtExit(false);
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
	@Outcome(id = "false, dead, abandoned, 0", expect = Expect.ACCEPTABLE,
			desc = "Cleared before its turn, and abandoned.")
	@Outcome(id = "dead, dead, abandoned, 0", expect = Expect.ACCEPTABLE,
			desc = "Cleared, and abandoned before one looked.")
	@Outcome(id = "dead, dead, exit, 1", expect = Expect.ACCEPTABLE,
			desc = "Its turn came before the flag was cleared.")
	@Outcome(id = "false, dead, exit, 1", expect = Expect.FORBIDDEN,
			desc = "It was live without the flag, and ran at exit.")
	@State
	public static class SetAtExitVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = setAtExit(false);
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
