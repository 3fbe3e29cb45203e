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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SpinLock}.
 */
class SpinLockTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final SpinLock lock = new SpinLock() {
	};

	private long count;

	@Test
	@DisplayName("C5 one holder at a time, and each sees what the one before has written")
	void lockWhenManyWantItShouldLetInOne() {
		List<Future<?>> all = new ArrayList<>();
		for (int thread = 0; thread < 8; thread++) {
			all.add(this.registries.elsewhere(() -> {
				for (int i = 0; i < 100_000; i++) {
					this.lock.lock();
					this.count++;
					this.lock.unlock();
				}
			}));
		}
		assertThat(all).allSatisfy((one) -> assertThat(one).succeedsWithin(30, TimeUnit.SECONDS));
		this.lock.lock();
		assertThat(this.count).isEqualTo(800_000);
		this.lock.unlock();
	}

	@Test
	@DisplayName("C5 whoever waits for a holder that has lost its processor burns none, and gets in after it")
	void lockWhenHolderIsSlowShouldWait() {
		CountDownLatch held = new CountDownLatch(1);
		this.lock.lock();
		Thread[] waiting = new Thread[1];
		Future<?> waiter = this.registries.elsewhere(() -> {
			waiting[0] = Thread.currentThread();
			held.countDown();
			this.lock.lock();
			this.count++;
			this.lock.unlock();
		});
		await().until(() -> held.getCount() == 0 && waiting[0].getState() == Thread.State.TIMED_WAITING);
		assertThat(waiter).isNotDone();
		this.lock.unlock();
		assertThat(waiter).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(this.count).isEqualTo(1);
	}

	@Test
	@DisplayName("C5 whoever is interrupted while waiting waits on, asleep, and is interrupted afterwards")
	void lockWhenInterruptedShouldWaitAndStayInterrupted() {
		Thread[] waiting = new Thread[1];
		AtomicBoolean interrupted = new AtomicBoolean();
		this.lock.lock();
		Future<?> waiter = this.registries.elsewhere(() -> {
			waiting[0] = Thread.currentThread();
			Thread.currentThread().interrupt();
			this.lock.lock();
			this.lock.unlock();
			interrupted.set(Thread.interrupted());
		});
		await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
		assertThat(waiter).isNotDone();
		this.lock.unlock();
		assertThat(waiter).succeedsWithin(10, TimeUnit.SECONDS);
		assertThat(interrupted).isTrue();
	}

}
