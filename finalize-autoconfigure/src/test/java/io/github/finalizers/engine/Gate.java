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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An action that blocks until the test lets it go on.
 */
public final class Gate implements Runnable {

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch opened = new CountDownLatch(1);

	private final CountDownLatch left = new CountDownLatch(1);

	private final boolean stubborn;

	private volatile boolean interrupted;

	private volatile Thread thread;

	Gate(boolean stubborn) {
		this.stubborn = stubborn;
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
		this.entered.countDown();
		blockedInTheGate();
		this.left.countDown();
	}

	private void blockedInTheGate() {
		do {
			try {
				assertThat(this.opened.await(30, TimeUnit.SECONDS)).as("gate opened").isTrue();
				return;
			}
			catch (InterruptedException ex) {
				this.interrupted = true;
			}
		}
		while (this.stubborn);
	}

	/**
	 * Wait until an action blocks here.
	 */
	public void awaitEntered() {
		await(this.entered, "gate entered");
	}

	/**
	 * Wait until the action has left.
	 */
	public void awaitLeft() {
		await(this.left, "gate left");
	}

	/**
	 * Let the action go on.
	 */
	public void open() {
		this.opened.countDown();
	}

	boolean isEntered() {
		return this.entered.getCount() == 0;
	}

	boolean isLeft() {
		return this.left.getCount() == 0;
	}

	boolean wasInterrupted() {
		return this.interrupted;
	}

	Thread thread() {
		return this.thread;
	}

	private static void await(CountDownLatch latch, String what) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).as(what).isTrue();
		}
		catch (InterruptedException ex) {
			throw new AssertionError(what, ex);
		}
	}

}
