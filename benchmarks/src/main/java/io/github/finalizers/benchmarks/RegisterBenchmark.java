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

package io.github.finalizers.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What it costs to register, when nothing is ever removed. So that the growing heap is
 * not measured, each thread registers a fixed number in one shot, for referents and
 * states that are there, into an empty young generation; what the shot before left behind
 * has been collected by then, and its actions have run.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(value = 1, jvmArgs = { "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class RegisterBenchmark {

	static final int SHOT = 200_000;

	private static final int CHUNK = 200;

	/**
	 * Who registers.
	 */
	@Param
	public Contenders contender = Contenders.FINALIZERS;

	/**
	 * How many are live beside.
	 */
	@Param("0")
	public int live;

	private final AtomicInteger ready = new AtomicInteger();

	@SuppressWarnings("NullAway.Init") // set up
	private Contender current;

	private Population beside = new Population(0);

	private Population[] shots = new Population[0];

	/**
	 * Register those that are live beside.
	 */
	@Setup(Level.Trial)
	public void fill() {
		this.current = this.contender.create();
		this.beside = new Population(this.live);
		this.beside.register(this.current);
	}

	/**
	 * End the shot before, and make an empty young generation.
	 * @param params tell how many threads there are
	 */
	@Setup(Level.Iteration)
	public void load(BenchmarkParams params) {
		Population[] before = this.shots;
		this.shots = new Population[params.getThreads()];
		for (int thread = 0; thread < this.shots.length; thread++) {
			this.shots[thread] = new Population(SHOT);
		}
		for (Population shot : before) {
			shot.die();
		}
		System.gc();
		for (Population shot : before) {
			shot.awaitReleased();
		}
		if (this.live == 0) {
			this.current.close();
			this.current = this.contender.create();
		}
		this.ready.set(0);
	}

	/**
	 * Register a shot.
	 * @param lane what the thread registers
	 */
	@Benchmark
	@OperationsPerInvocation(SHOT)
	public void register(Lane lane) {
		for (int from = 0; from < SHOT; from += CHUNK) {
			lane.register(this.current, from);
		}
	}

	/**
	 * Close the contender.
	 */
	@TearDown
	public void close() {
		this.current.close();
	}

	/**
	 * What one thread registers.
	 */
	@State(Scope.Thread)
	public static class Lane {

		private Population shot = new Population(0);

		/**
		 * Wait until all threads are ready.
		 * @param benchmark the benchmark
		 * @param thread tells which thread this is
		 */
		@Setup(Level.Iteration)
		@SuppressWarnings("ThreadPriorityCheck") // there may be fewer processors than
													// threads
		public void load(RegisterBenchmark benchmark, ThreadParams thread) {
			this.shot = benchmark.shots[thread.getThreadIndex()];
			benchmark.ready.incrementAndGet();
			while (benchmark.ready.get() < thread.getThreadCount()) {
				Thread.yield();
			}
		}

		/**
		 * A method of its own, so that it is compiled as a whole.
		 */
		@CompilerControl(CompilerControl.Mode.DONT_INLINE)
		void register(Contender contender, int from) {
			this.shot.register(contender, from, from + CHUNK);
		}

	}

}
