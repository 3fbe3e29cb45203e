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

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to register and to end it at once, on the thread that registered: the
 * life of whatever is closed in time. The referent is allocated and the collector works
 * here as they do in life; what is live beside was there before.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = { "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class CallBenchmark {

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

	@SuppressWarnings("NullAway.Init") // set up
	private Contender current;

	private Population beside = new Population(0);

	/**
	 * Register those that are live beside.
	 */
	@Setup(Level.Trial)
	public void fill() {
		this.current = this.contender.create();
		this.beside = new Population(this.live);
		this.beside.register(this.current);
		System.gc();
	}

	/**
	 * Register and call.
	 * @param own the state of the thread
	 */
	@Benchmark
	public void registerAndCall(Own own) {
		Contender current = this.current;
		current.call(current.register(new Object(), own.state));
	}

	/**
	 * Register and detach.
	 * @param own the state of the thread
	 */
	@Benchmark
	public void registerAndDetach(Own own) {
		Contender current = this.current;
		current.detach(current.register(new Object(), own.state));
	}

	/**
	 * Close the contender.
	 */
	@TearDown
	public void close() {
		this.current.close();
	}

	/**
	 * The state of a thread, away from those of others.
	 */
	@State(Scope.Thread)
	public static class Own {

		private Resource state = new Resource();

		private Resource[] around = new Resource[0];

		/**
		 * Surround the state by others of the same thread.
		 */
		@Setup(Level.Trial)
		public void surround() {
			this.around = new Resource[65];
			for (int i = 0; i < this.around.length; i++) {
				this.around[i] = new Resource();
			}
			this.state = this.around[32];
		}

	}

}
