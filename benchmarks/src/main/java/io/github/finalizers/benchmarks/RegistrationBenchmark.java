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

import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * What it costs to register an action and to call it, beside {@link Cleaner}. The two
 * must be run side by side: only their ratio says anything.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = { "-Xms2g", "-Xmx2g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class RegistrationBenchmark {

	private final ManagedRegistry managed = FinalizerRegistryBuilder.create().build();

	private final FinalizerRegistry registry = this.managed.named("benchmark");

	private final Cleaner cleaner = Cleaner.create();

	/**
	 * Register with a state, and call.
	 */
	@Benchmark
	public void registerAndCall() {
		Object referent = new Object();
		this.registry.register(referent, Thread.currentThread(), (thread) -> {
		}).clean();
	}

	/**
	 * Register with {@link Cleaner}, by a lambda that captures its state, and clean.
	 */
	@Benchmark
	public void cleanerRegisterAndClean() {
		Object referent = new Object();
		Thread state = Thread.currentThread();
		this.cleaner.register(referent, () -> touch(state)).clean();
	}

	@SuppressWarnings("unused")
	private static void touch(Thread state) {
	}

	/**
	 * Close the registry.
	 */
	@TearDown
	public void close() {
		this.managed.close();
	}

}
