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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Has a fault happen among four hundred others, and says what became of all.
 */
public final class FaultyProcess {

	static final int EXIT_CODE = 7;

	private final List<RunningAction> leftBehind = new CopyOnWriteArrayList<>();

	private final ManagedRegistry registry;

	private final Object referent = new Object();

	private final List<AtomicInteger> others = new ArrayList<>();

	private final AtomicInteger faultRuns = new AtomicInteger();

	private final boolean exits;

	private final boolean collected;

	private FaultyProcess(String fault, boolean collected) {
		this.exits = fault.equals("EXITS");
		this.collected = collected;
		this.registry = FinalizerRegistryBuilder.create()
			.actionTimeout(this.exits ? Duration.ofMillis(300) : Duration.ofSeconds(30))
			.exitTimeout(Duration.ofSeconds(40))
			.stallThreshold(Duration.ofMillis(100))
			.log((level, message, thrown) -> {
			})
			.listener(new FinalizerListener() {

				@Override
				public void sweepEnded(SweepResult result) {
					FaultyProcess.this.leftBehind.addAll(result.leftBehind());
				}

			})
			.build();
	}

	public static void main(String[] arguments) throws InterruptedException {
		new FaultyProcess(arguments[0], Boolean.parseBoolean(arguments[1])).run();
	}

	private void run() throws InterruptedException {
		Runtime.getRuntime().addShutdownHook(new Thread(this::end));
		List<Finalizer<Void>> first = register(100);
		for (int i = 0; i < (this.exits ? 1 : 5); i++) {
			first.add(this.registry.named("faulty").register(this.referent, this, FaultyProcess::fault));
		}
		first.addAll(register(100));
		register(200);
		if (this.collected) {
			collect(first);
		}
		if (this.exits) {
			endByAction();
		}
	}

	private void collect(List<Finalizer<Void>> finalizers) {
		finalizers.forEach((finalizer) -> Collector.collect(finalizer));
		awaitWithoutMemory(() -> count("others", FinalizerCause.COLLECTED) == 200 && this.faultRuns.get() > 0);
		if (!this.exits) {
			awaitWithoutMemory(() -> count("faulty", FinalizerCause.COLLECTED) == 5);
			register(5).forEach((finalizer) -> Collector.collect(finalizer));
			awaitWithoutMemory(() -> count("others", FinalizerCause.COLLECTED) == 205);
		}
	}

	/**
	 * Await a condition, although the heap may be full when it is asked for.
	 */
	private static void awaitWithoutMemory(BooleanSupplier condition) {
		long begun = System.nanoTime();
		boolean met = false;
		while (!met) {
			if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(30)) {
				throw new AssertionError("waited in vain");
			}
			LockSupport.parkNanos(1_000_000);
			try {
				met = condition.getAsBoolean();
			}
			catch (OutOfMemoryError ex) {
				// The fault has it all, for now.
			}
		}
	}

	private void endByAction() throws InterruptedException {
		if (!this.collected) {
			this.registry.close();
		}
		new CountDownLatch(1).await();
	}

	/**
	 * End, as a shutdown hook.
	 */
	private void end() {
		this.registry.close();
		FinalizerStatistics faulty = this.registry.named("faulty").statistics();
		System.out.println("others: live " + this.registry.liveCount() + ", collected "
				+ count("others", FinalizerCause.COLLECTED) + ", exit " + count("others", FinalizerCause.EXIT)
				+ ", each once: " + this.others.stream().allMatch((runs) -> runs.get() == 1));
		System.out.println("faulty: ran " + this.faultRuns + ", dead " + faulty.dead() + ", failed "
				+ this.registry.statistics().failures());
		System.out.println("left behind: " + this.leftBehind.stream().map(RunningAction::name).toList());
	}

	private long count(String name, FinalizerCause cause) {
		return this.registry.named(name).statistics().finished(cause);
	}

	private List<Finalizer<Void>> register(int count) {
		List<Finalizer<Void>> finalizers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			AtomicInteger runs = new AtomicInteger();
			this.others.add(runs);
			finalizers.add(this.registry.named("others").register(this.referent, runs, AtomicInteger::incrementAndGet));
		}
		return finalizers;
	}

	private void fault() {
		this.faultRuns.incrementAndGet();
		if (this.exits) {
			System.exit(EXIT_CODE);
		}
		List<byte[]> ballast = new ArrayList<>();
		while (true) {
			ballast.add(new byte[1 << 16]);
		}
	}

}
