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

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jcstress.infra.results.LLLL_Result;

/**
 * A duel in which the registry's threads take part. What they are to do takes a moment
 * until it begins, so the quick side waits at random, about as long as it usually takes:
 * otherwise it would always win.
 * <p>
 * Each duel runs in a JVM of its own, and has {@code usual} for itself; a value that is
 * overwritten is as good as another. {@code begun} is written by the slow side, or by
 * either of two.
 */
abstract class ThreadedDuel extends Duel {

	private static final String FINE = "";

	private static final long BOUND = TimeUnit.SECONDS.toNanos(10);

	private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(1);

	private static volatile long usual = LONGEST / 10;

	private volatile boolean collected;

	private volatile long begun;

	ThreadedDuel() {
		super(FinalizerRegistryBuilder.create());
	}

	@Override
	final void ready() {
		super.ready();
		long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(2 * usual);
		while (System.nanoTime() < until) {
			Thread.onSpinWait();
		}
	}

	private void begin() {
		super.ready();
		this.begun = System.nanoTime();
	}

	final String collected() {
		begin();
		this.collected = true;
		return attempt(() -> this.finalizer.simulateCollection() ? "collected" : "again");
	}

	final String sweep() {
		begin();
		return attempt(() -> leave(this.registry::sweep));
	}

	final String close() {
		begin();
		return attempt(() -> leave(this.registry::close));
	}

	private String leave(Runnable exit) {
		exit.run();
		return this.finalizer.isAlive() ? "live" : "dead";
	}

	/**
	 * Let the worker come to its decision, close, and write down how it ended.
	 */
	@Override
	final void judge(LLLL_Result result) {
		String before = attempt(this::decision);
		String closed = attempt(() -> leave(this.registry::close));
		learn();
		super.judge(result);
		if (!before.equals(FINE)) {
			result.r3 = before;
		}
		else if (!closed.equals("dead")) {
			result.r3 = closed;
		}
	}

	private String decision() {
		long until = System.nanoTime() + BOUND;
		while (this.collected && this.finalizer.isAlive() && System.nanoTime() < until) {
			giveWay();
		}
		String fault = (this.collected && this.finalizer.isAlive()) ? "lost" : fault();
		return (fault != null) ? fault : FINE;
	}

	private void learn() {
		long took = ran() - this.begun;
		if (took > 0) {
			usual = (7 * usual + Math.min(took, LONGEST)) / 8;
		}
	}

}
