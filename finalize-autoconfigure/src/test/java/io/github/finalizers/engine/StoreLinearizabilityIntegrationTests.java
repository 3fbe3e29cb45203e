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

import java.time.Duration;
import java.util.List;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lincheck on the store: scenarios that it makes up, for two or three threads, must end
 * as some order of their operations ends in the specification. The model checker finds
 * what the stress seldom does; longer with {@code -Dlincheck.times=5}. In a process of
 * its own, because it changes classes of the JDK, and needs options of the JVM.
 */
class StoreLinearizabilityIntegrationTests {

	private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+EnableDynamicAgentLoading",
			"-Xshare:off", "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
			"--add-exports=java.base/jdk.internal.util=ALL-UNNAMED");

	@Test
	@DisplayName("C5 C11 C35 claim, flag, counts, copy and seal of the store are atomic, whatever the threads do")
	void storeWhenThreadsMeetShouldBeLinearizable() throws Exception {
		String times = System.getProperty("lincheck.times", "1");
		ForkedJvm lincheck = ForkedJvm.run(Lincheck.class, OPTIONS, Duration.ofMinutes(20), (line) -> {
		}, times);
		assertThat(lincheck.lines()).as(String.join("\n", lincheck.lines()))
			.contains("stripe checked", "flag checked", "account checked", "stripe stressed");
		assertThat(lincheck.exitCode()).isZero();
	}

	/**
	 * Runs Lincheck, longer if told so.
	 */
	public static final class Lincheck {

		private Lincheck() {
		}

		public static void main(String[] arguments) {
			int times = Integer.parseInt(arguments[0]);
			between(new ModelCheckingOptions(), 3, 8 * times, 300 * times)
				.sequentialSpecification(StripeSpecification.class)
				.check(StripeOperations.class);
			System.out.println("stripe checked");
			between(new ModelCheckingOptions(), 2, 15 * times, 100 * times).actorsBefore(0)
				.sequentialSpecification(FlagOperations.Specification.class)
				.check(FlagOperations.class);
			System.out.println("flag checked");
			between(new ModelCheckingOptions(), 2, 2 * times, 300 * times)
				.sequentialSpecification(AccountOperations.Specification.class)
				.check(AccountOperations.class);
			System.out.println("account checked");
			between(new StressOptions(), 3, 8 * times, 1000 * times).sequentialSpecification(StripeSpecification.class)
				.check(StripeOperations.class);
			System.out.println("stripe stressed");
		}

		private static <O extends Options<O, ?>> O between(O options, int threads, int scenarios, int runs) {
			return options.threads(threads)
				.iterations(scenarios)
				.invocationsPerIteration(runs)
				.actorsPerThread(3)
				.actorsBefore(1)
				.actorsAfter(1);
		}

	}

}
