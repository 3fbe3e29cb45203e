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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes at a limit that run out of memory, or of stack.
 */
class LimitShortOfMemoryIntegrationTests {

	private static final Object REFERENT = new Object();

	private static final Runnable NOTHING = () -> {
	};

	@Test
	@DisplayName("limit: who waited while memory ran out leaves no place behind that is taken for ever")
	void waitThatIsOverWhenMemoryIsShortShouldLeaveNothing() throws Exception {
		assertThat(run(FullHeap.class)).contains("registered");
	}

	@Test
	@DisplayName("limit: whoever crosses it at the end of its stack leaves no place behind that is taken for ever")
	void crossingWhenTheStackOverflowsShouldLeaveNothing() throws Exception {
		assertThat(run(DeepStack.class)).contains("exact");
	}

	private static List<String> run(Class<?> main) throws Exception {
		ForkedJvm process = ForkedJvm.run(main, List.of("-Xmx24m", "-XX:+UseSerialGC", "-Xss512k", "-Xlog:disable"),
				Duration.ofSeconds(60), (line) -> {
				});
		return process.lines();
	}

	/**
	 * Fills its memory while a wait comes to its end.
	 */
	public static final class FullHeap {

		private static Object chain;

		private FullHeap() {
		}

		public static void main(String[] args) throws Exception {
			try (ManagedRegistry registry = FinalizerRegistryBuilder.create()
				.limit("tiles", FinalizerLimit.ofCount(1).waitAtMost(Duration.ofSeconds(1)))
				.build()) {
				FinalizerRegistry tiles = registry.named("tiles");
				Finalizer<Void> held = tiles.register(REFERENT, NOTHING);
				Thread waiting = new Thread(() -> tiles.register(REFERENT, NOTHING));
				waiting.setUncaughtExceptionHandler((thread, ex) -> {
				});
				waiting.start();
				while (waiting.isAlive()) {
					fill();
				}
				chain = null;
				held.clean();
				tiles.register(REFERENT, NOTHING);
				System.out.println("registered");
			}
			catch (FinalizerLimitException ex) {
				System.out.println(ex.getMessage());
			}
		}

		private static void fill() {
			try {
				while (true) {
					chain = new Object[] { chain };
				}
			}
			catch (OutOfMemoryError ex) {
				// It is full.
			}
		}

	}

	/**
	 * Crosses a limit at every depth from the end of the stack up.
	 */
	public static final class DeepStack {

		private static int told;

		private static FinalizerRegistry tiles;

		private DeepStack() {
		}

		public static void main(String[] args) throws Exception {
			long[] now = new long[1];
			try (ManagedRegistry registry = FinalizerRegistryBuilder.create()
				.limit("tiles", FinalizerLimit.ofCount(1))
				.clock(() -> now[0])
				.collectionInterval(Duration.ofHours(1))
				.log((level, message, thrown) -> told += message.contains("crossed: 2 of at most 1") ? 1 : 0)
				.build()) {
				tiles = registry.named("tiles");
				Finalizer<Void> held = tiles.register(REFERENT, NOTHING);
				descend();
				told = 0;
				now[0] = Duration.ofHours(1).toNanos();
				tiles.register(REFERENT, NOTHING).clean();
				System.out.println((told == 1) ? "exact" : "told " + told + " times");
				held.clean();
			}
		}

		@SuppressWarnings("InfiniteRecursion") // to the end of the stack
		private static void descend() {
			try {
				descend();
			}
			catch (StackOverflowError ex) {
				// This is the end.
			}
			try {
				tiles.register(REFERENT, NOTHING).clean();
			}
			catch (StackOverflowError ex) {
				// Still too deep.
			}
		}

	}

}
