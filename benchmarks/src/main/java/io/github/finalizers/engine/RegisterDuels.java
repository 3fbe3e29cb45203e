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
 * A registration against another, and against our own threads.
 */
final class RegisterDuels {

	private RegisterDuels() {
	}

	@JCStressTest
	@JCStressMeta(Forbidden.class)
	@Outcome(id = "registered, registered, live live live, 0 0 0", expect = Expect.ACCEPTABLE, desc = "Both came.")
	@State
	public static class RegisterVersusRegister extends Duel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = register();
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
	@Outcome(id = "registered, collected, collected exit, 1 1", expect = Expect.ACCEPTABLE,
			desc = "One was collected; the other waited for the close.")
	@State
	public static class RegisterVersusCollected extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = register();
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
	@Outcome(id = "registered, dead, exit exit, 1 1", expect = Expect.ACCEPTABLE,
			desc = "Both ran, in the sweep or at the close after it.")
	@State
	public static class RegisterVersusSweep extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = register();
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
	@Outcome(id = "registered, dead, exit exit, 1 1", expect = Expect.ACCEPTABLE, desc = "It came in time, and ran.")
	@Outcome(id = "refused, dead, exit, 1", expect = Expect.ACCEPTABLE, desc = "It came too late, and was told so.")
	@Outcome(id = "registered, dead, exit live, 1 0", expect = Expect.FORBIDDEN,
			desc = "It was taken in, and nobody will ever run it.")
	@State
	public static class RegisterVersusClose extends ThreadedDuel {

		@Actor
		public void first(LLLL_Result result) {
			result.r1 = register();
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
