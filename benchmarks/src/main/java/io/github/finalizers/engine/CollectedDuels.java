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
 * A collection against another, and against the exit.
 */
final class CollectedDuels {

	private CollectedDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "collected, again, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "Collected by the first side, once.")
	@Outcome(id = "again, collected, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "Collected by the second side, once.")
	@State
	public static class CollectedVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = collected();
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
	@Outcome(id = "collected, dead, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "Collected first; worker or sweep ran it as such.")
	@Outcome(id = "collected, dead, exit, 1", expect = Expect.ACCEPTABLE, desc = "Its turn in the sweep came first.")
	@State
	public static class CollectedVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = collected();
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
	@Outcome(id = "collected, dead, collected, 1", expect = Expect.ACCEPTABLE,
			desc = "Collected first; worker or close ran it as such.")
	@Outcome(id = "collected, dead, exit, 1", expect = Expect.ACCEPTABLE, desc = "Its turn at the close came first.")
	@State
	public static class CollectedVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = collected();
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
