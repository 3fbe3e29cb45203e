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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A registry in a new JVM that is first used where there is hardly any stack left: what a
 * class needs to be initialized or linked must not fail there for good.
 */
class EndOfStackIntegrationTests {

	@RepeatedTest(3)
	@DisplayName("C5 whoever registers first at the end of its stack gets a StackOverflowError or a finalizer, and the next ones are served")
	void registerFirstAtTheEndOfTheStackShouldLeaveTheRegistryUsable() throws Exception {
		ForkedJvm process = ForkedJvm.run(DeepFirst.class, List.of("-Xss512k", "-Xlog:disable"), Duration.ofSeconds(60),
				(line) -> {
				});
		assertThat(process.lines()).contains("overflows, then 1 registered, called and gone: true");
		assertThat(process.exitCode()).isZero();
	}

	/**
	 * Registers at every depth from the end of the stack up, and then as anybody does.
	 */
	public static final class DeepFirst {

		private static final List<Object> REFERENTS = new ArrayList<>();

		private static final Runnable ACTION = () -> {
		};

		private static boolean overflowed;

		private DeepFirst() {
		}

		public static void main(String[] args) throws Exception {
			try (var registry = FinalizerRegistryBuilder.create().build()) {
				REFERENTS.add("grown");
				descend(registry);
				long before = registry.statistics().live();
				int[] runs = new int[1];
				var finalizer = registry.register(new Object(), () -> runs[0]++);
				long with = registry.statistics().live();
				finalizer.call();
				boolean gone = registry.statistics().live() == before && !finalizer.isAlive();
				System.out.println((overflowed ? "overflows" : "none") + ", then " + (with - before)
						+ " registered, called and gone: " + (gone && runs[0] == 1));
			}
		}

		@SuppressWarnings("InfiniteRecursion") // to the end of the stack
		private static void descend(FinalizerRegistry registry) {
			try {
				descend(registry);
			}
			catch (StackOverflowError ex) {
				overflowed = true;
			}
			try {
				Finalizer<?> older = registry.register(REFERENTS, ACTION);
				Finalizer<?> newer = registry.register(REFERENTS, ACTION);
				older.call();
				newer.call();
			}
			catch (StackOverflowError ex) {
				overflowed = true;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
