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
import org.springframework.context.ConfigurableApplicationContext;

import io.github.finalizers.benchmarks.Prototypes.Draft;

/**
 * What it costs that a prototype bean is destroyed. Those that are dropped are collected,
 * and destroyed, in the background meanwhile.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = { "-Xms2g", "-Xmx2g", "-Xmn1g", "-XX:+UseParallelGC" })
@State(Scope.Benchmark)
public class PrototypeBenchmark {

	/**
	 * What becomes of the bean.
	 */
	@Param
	public Prototypes prototype = Prototypes.DESTROYED;

	@SuppressWarnings("NullAway.Init") // set up
	private ConfigurableApplicationContext context;

	@SuppressWarnings("NullAway.Init") // set up
	private Draft held;

	/**
	 * Start an application.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.context = this.prototype.start();
		this.held = this.context.getBean(Draft.class);
	}

	/**
	 * Get a bean and drop it.
	 * @return the bean
	 */
	@Benchmark
	public Object getBean() {
		return this.context.getBean("draft");
	}

	/**
	 * Use a bean.
	 * @return whatever it returns
	 */
	@Benchmark
	public int useBean() {
		return this.held.write();
	}

	/**
	 * Close the application.
	 */
	@TearDown
	public void close() {
		this.context.close();
	}

}
