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

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes that run out of memory, or of stack.
 */
class ShortOfMemoryIntegrationTests {

	@Test
	@DisplayName("C35 a close that has no memory to put the finalizers in order runs them all the same, and ends")
	void closeWhenMemoryIsShortShouldRunAll() throws Exception {
		assertThat(run(FullHeap.class)).contains("ran 500000, live 0, refused");
	}

	@Test
	@DisplayName("C5 whatever calls run out of stack, each finalizer is live or dead, and the close ends those that live")
	void callWhenStackOverflowsShouldKeepTheStoreWhole() throws Exception {
		assertThat(run(DeepStack.class)).contains("whole");
	}

	private static List<String> run(Class<?> main) throws IOException, InterruptedException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		Process process = new ProcessBuilder(java, "-Xmx64m", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), main.getName())
			.redirectErrorStream(true)
			.start();
		try {
			List<String> lines = process.inputReader().lines().toList();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended, after %s", lines).isTrue();
			return lines;
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Fills its memory before the sweep begins, until the first action runs.
	 */
	public static final class FullHeap {

		private static final int COUNT = 500_000;

		private static List<byte[]> ballast = new ArrayList<>(10_000);

		private static int ran;

		private FullHeap() {
		}

		public static void main(String[] arguments) {
			Object referent = new Object();
			ManagedRegistry registry = FinalizerRegistryBuilder.create()
				.exitTimeout(Duration.ofSeconds(50))
				.log(FullHeap::log)
				.listener(new FinalizerListener() {

					@Override
					public void sweepBegun(long live) {
						fill();
					}

				})
				.build();
			Runnable action = () -> {
				ballast = null;
				ran++;
			};
			for (int i = 0; i < COUNT; i++) {
				registry.register(referent, action);
			}
			registry.close();
			System.out.println("ran " + ran + ", live " + registry.liveCount() + ", "
					+ (isRefused(registry, referent, action) ? "refused" : "accepted"));
		}

		/**
		 * Fill the heap up to about half a megabyte.
		 */
		private static void fill() {
			try {
				while (true) {
					ballast.add(new byte[1 << 15]);
				}
			}
			catch (OutOfMemoryError ex) {
				ballast.subList(ballast.size() - 16, ballast.size()).clear();
			}
		}

		private static void log(Level level, String message, Throwable thrown) {
			if (thrown != null) {
				System.out.println(message);
			}
		}

		private static boolean isRefused(ManagedRegistry registry, Object referent, Runnable action) {
			try {
				registry.register(referent, action);
				return false;
			}
			catch (IllegalStateException ex) {
				return true;
			}
		}

	}

	/**
	 * Calls finalizers at the end of stacks of many sizes.
	 */
	public static final class DeepStack {

		private final List<Finalizer<Void>> all = new ArrayList<>();

		private final AtomicInteger ran = new AtomicInteger();

		private int next;

		private int overflows;

		private DeepStack() {
		}

		public static void main(String[] arguments) throws Exception {
			for (int round = 0; round < 60; round++) {
				new DeepStack().round(round);
			}
			System.out.println("whole");
		}

		private void round(int round) throws InterruptedException {
			Object referent = new Object();
			ManagedRegistry registry = FinalizerRegistryBuilder.create().log((level, message, thrown) -> {
			}).build();
			for (int i = 0; i < 2000; i++) {
				this.all.add(registry.register(referent, this.ran::incrementAndGet));
			}
			Thread thread = new Thread(null, this::dive, "deep", (200 + round) * 1024L);
			thread.start();
			thread.join();
			long alive = this.all.stream().filter(Finalizer::isAlive).count();
			assertThat(registry.liveCount()).isEqualTo(alive);
			assertThat(registry.deadCount()).isEqualTo(2000 - alive);
			registry.close();
			assertThat(registry.liveCount()).isZero();
			assertThat(this.all).noneMatch(Finalizer::isAlive);
			assertThat(registry.statistics().finished(FinalizerCause.EXIT)).isEqualTo(alive);
			Reference.reachabilityFence(referent);
		}

		@SuppressWarnings("InfiniteRecursion") // until the stack is full
		private void dive() {
			try {
				dive();
			}
			catch (StackOverflowError ex) {
				// Deep enough.
			}
			if (this.overflows < 3000 && this.next < this.all.size()) {
				callNext();
			}
		}

		private void callNext() {
			Finalizer<Void> finalizer = this.all.get(this.next);
			try {
				finalizer.clean();
				this.next++;
			}
			catch (StackOverflowError ex) {
				this.overflows++;
				this.next += finalizer.isAlive() ? 0 : 1;
			}
		}

	}

}
