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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Step}.
 */
class StepTests {

	private final Step step = new Step(Stores.account(), 42, null, null);

	@Test
	@DisplayName("C34 an action ends once, and nobody can leave it behind after that")
	void finishShouldEndIt() {
		assertThat(this.step.isRunning()).isTrue();
		assertThat(this.step.isLeft()).isFalse();
		assertThat(this.step.finish()).isTrue();
		assertThat(this.step.isRunning()).isFalse();
		assertThat(this.step.leave()).isFalse();
		assertThat(this.step.isLeft()).isFalse();
		assertThat(this.step.name()).isEqualTo("default");
		assertThat(this.step.startedAt).isEqualTo(42);
	}

	@Test
	@DisplayName("C34 between two actions of a stack none runs, and the thread is still at it")
	void goOnShouldEndTheActionAndNotTheStack() {
		assertThat(this.step.isOver()).isFalse();
		assertThat(this.step.goOn()).isTrue();
		assertThat(this.step.isRunning()).isFalse();
		assertThat(this.step.isOver()).isFalse();
		assertThat(this.step.leave()).isFalse();
		assertThat(this.step.finish()).isTrue();
		assertThat(this.step.isOver()).isTrue();
	}

	@Test
	@DisplayName("C34 a stack that was left behind does not go on")
	void goOnWhenLeftShouldTellSo() {
		assertThat(this.step.leave()).isTrue();
		assertThat(this.step.goOn()).isFalse();
		assertThat(this.step.isOver()).isFalse();
	}

	@Test
	@DisplayName("C34 the thread of an action that was left behind learns it")
	void finishWhenLeftShouldTellSo() {
		assertThat(this.step.leave()).isTrue();
		assertThat(this.step.isLeft()).isTrue();
		assertThat(this.step.isRunning()).isFalse();
		assertThat(this.step.finish()).isFalse();
		assertThat(this.step.leave()).isFalse();
		this.step.interrupt(Thread.currentThread());
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	@DisplayName("C34 the interrupt reaches the action and no other: it is gone when the action ends")
	void finishWhenInterruptedShouldClearTheFlag() {
		this.step.interrupt(Thread.currentThread());
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.step.isRunning()).isTrue();
		assertThat(this.step.finish()).isTrue();
		assertThat(Thread.interrupted()).isFalse();
		this.step.interrupt(Thread.currentThread());
		assertThat(Thread.interrupted()).as("after the end").isFalse();
	}

	@Test
	@DisplayName("C34 an action is interrupted once, and can be left behind after that")
	void interruptWhenInterruptedShouldDoNothing() {
		this.step.interrupt(Thread.currentThread());
		assertThat(Thread.interrupted()).isTrue();
		this.step.interrupt(Thread.currentThread());
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.step.leave()).isTrue();
		assertThat(this.step.isLeft()).isTrue();
	}

	@Test
	@DisplayName("C24 an interrupt that is none of ours is the action's own: it is not ours to clear here")
	void finishWhenNotInterruptedByUsShouldLeaveTheFlag() {
		Thread.currentThread().interrupt();
		assertThat(this.step.finish()).isTrue();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	@DisplayName("C34 an action whose thread does not let itself be interrupted can be left behind meanwhile")
	void leaveWhenInterruptingShouldWin() {
		Thread stubborn = new Thread() {

			@Override
			public void interrupt() {
				assertThat(StepTests.this.step.isRunning()).isTrue();
				assertThat(StepTests.this.step.leave()).isTrue();
				throw new IllegalStateException("not now");
			}

		};
		this.step.interrupt(stubborn);
		assertThat(this.step.isLeft()).isTrue();
		assertThat(this.step.finish()).isFalse();
	}

	@Test
	@DisplayName("C34 a thread that ends its action waits for the interrupt that is on its way")
	void finishWhenInterruptingShouldWaitForTheInterrupt() throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch mayGoOn = new CountDownLatch(1);
		Thread slow = new Thread(() -> assertThat(this.step.finish()).isTrue()) {

			@Override
			public void interrupt() {
				entered.countDown();
				try {
					mayGoOn.await(10, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				super.interrupt();
			}

		};
		Thread interrupting = new Thread(() -> this.step.interrupt(slow));
		interrupting.start();
		entered.await();
		slow.start();
		await().until(() -> slow.getState() == Thread.State.TIMED_WAITING || !slow.isAlive());
		assertThat(slow.isAlive()).isTrue();
		assertThat(this.step.isRunning()).isTrue();
		mayGoOn.countDown();
		interrupting.join();
		slow.join();
		assertThat(this.step.isRunning()).isFalse();
		assertThat(this.step.isLeft()).isFalse();
	}

	@Test
	@DisplayName("C34 what stands for a thread that is to start nothing is over")
	void retiredShouldBeOver() {
		assertThat(Step.RETIRED.isRunning()).isFalse();
		assertThat(Step.RETIRED.leave()).isFalse();
		assertThat(Step.RETIRED.name()).isEmpty();
	}

}
