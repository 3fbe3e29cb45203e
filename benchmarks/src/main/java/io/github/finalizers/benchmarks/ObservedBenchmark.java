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
 * What it costs to register and to call while somebody might look on.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = { "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class ObservedBenchmark {

	/**
	 * Who looks on.
	 */
	@Param
	public Observers observer = Observers.NOBODY;

	@SuppressWarnings("NullAway.Init") // set up
	private FinalizersContender current;

	@SuppressWarnings("unused") // so that they are not collected
	private Object watching = Observers.NOBODY;

	private final Resource state = new Resource();

	/**
	 * Begin to look on.
	 */
	@Setup(Level.Trial)
	public void watch() {
		this.current = new FinalizersContender(this.observer.builder());
		this.watching = this.observer.watch(this.current.managed);
	}

	/**
	 * Register and call.
	 */
	@Benchmark
	public void registerAndCallObserved() {
		this.current.call(this.current.register(new Object(), this.state));
	}

	/**
	 * Close the registry.
	 */
	@TearDown
	public void close() {
		this.current.close();
	}

}
