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

import org.jspecify.annotations.Nullable;
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
 * What it costs to call any of those that are live, and to register another in its place:
 * how the cost grows with the number. Nobody can do this faster than memory is.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = { "-Xms6g", "-Xmx6g", "-Xmn2g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class RandomBenchmark {

	/**
	 * Who registers.
	 */
	@Param({ "FINALIZERS", "CLEANER" })
	public Contenders contender = Contenders.FINALIZERS;

	/**
	 * How many are live.
	 */
	@Param({ "10", "1000000" })
	public int live;

	@SuppressWarnings("NullAway.Init") // set up
	private Contender current;

	@Nullable private Object[] referents = new Object[0];

	private Resource[] states = new Resource[0];

	@Nullable private Object[] handles = new Object[0];

	private long random = 88172645463325252L;

	/**
	 * Register all.
	 */
	@Setup(Level.Trial)
	public void fill() {
		this.current = this.contender.create();
		this.referents = new Object[this.live];
		this.states = new Resource[this.live];
		this.handles = new Object[this.live];
		for (int i = 0; i < this.live; i++) {
			this.states[i] = new Resource();
			register(i);
		}
		System.gc();
	}

	/**
	 * Call one and register another.
	 */
	@Benchmark
	@SuppressWarnings("NullAway") // all are there
	public void callAtRandom() {
		int i = next();
		this.current.call(this.handles[i]);
		register(i);
	}

	private void register(int i) {
		Object referent = new Object();
		this.referents[i] = referent;
		this.handles[i] = this.current.register(referent, this.states[i]);
	}

	private int next() {
		long random = this.random;
		random ^= random << 13;
		random ^= random >>> 7;
		random ^= random << 17;
		this.random = random;
		return (int) (((random >>> 32) * this.live) >>> 32);
	}

	/**
	 * Close the contender.
	 */
	@TearDown
	public void close() {
		this.current.close();
	}

}
