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

package io.github.finalizers.autoconfigure;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for work that the close does not wait for, so that the sweep may finalize what it
 * uses, and for the cure of each.
 */
class UnawaitedWorkTests extends AbstractWorkInFlightTests {

	@Test
	@DisplayName("C33 a task in the queue of Boot's executor may meet the sweep")
	void taskWhenInTheQueueOfBootsExecutorShouldMeetTheSweep() {
		assertMeetsTheSweep(this.contextRunner.withPropertyValues("spring.task.execution.pool.core-size=1"),
				this::queue);
	}

	@Test
	@DisplayName("C37 cure of the queue: await-termination, and a stop before the sweep")
	void taskWhenInTheQueueOfAStoppedExecutorShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.contextRunner.withPropertyValues("spring.task.execution.pool.core-size=1")
			.withPropertyValues(AWAIT_TERMINATION)
			.withUserConfiguration(StopsExecutor.class), this::queue);
	}

	@Test
	@DisplayName("C33 a task of Boot's executor with await-termination may meet the sweep")
	void taskWhenTerminationIsAwaitedShouldMeetTheSweep() {
		assertMeetsTheSweep(this.contextRunner.withPropertyValues(AWAIT_TERMINATION),
				executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C37 cure of await-termination: a stop before the sweep")
	void taskWhenTerminationIsAwaitedBeforeTheSweepShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(
				this.contextRunner.withPropertyValues(AWAIT_TERMINATION).withUserConfiguration(StopsExecutor.class),
				executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C33 a task that takes longer than a phase of the close may meet the sweep")
	void taskWhenLongerThanAPhaseShouldMeetTheSweep() {
		assertMeetsTheSweep(this.contextRunner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=100ms"),
				executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C33 a task of an application's own ExecutorService may meet the sweep")
	void taskWhenOfAnOwnExecutorServiceShouldMeetTheSweep() {
		assertMeetsTheSweep(this.contextRunner.withUserConfiguration(OwnExecutorService.class),
				executeOn(ExecutorService.class));
	}

	@Test
	@DisplayName("C37 cure of an own ExecutorService: a stop before the sweep")
	void taskWhenOfAnOwnStoppedExecutorServiceShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(
				this.contextRunner.withUserConfiguration(OwnExecutorService.class, StopsExecutorService.class),
				executeOn(ExecutorService.class));
	}

	@Test
	@DisplayName("C33 cure of threads that nobody stops: the action waits for the uses that its state counts")
	void actionWhenItsStateCountsUsesShouldWaitForThem() {
		Journal journal = new Journal();
		ReentrantReadWriteLock uses = new ReentrantReadWriteLock();
		this.contextRunner.run((context) -> {
			context.getBean(FinalizerRegistry.class).register(this, uses.writeLock(), (lock) -> {
				lock.lockInterruptibly();
				journal.note("freed");
			});
			new Thread(() -> {
				Lock use = uses.readLock();
				use.lock();
				this.work.run();
				journal.note("used");
				use.unlock();
			}).start();
			this.work.awaitBegun();
		});
		assertThat(journal.entries()).containsExactly("used", "freed");
	}

	/**
	 * Queue the work behind a task that ends when its executor is to stop.
	 */
	private void queue(AssertableApplicationContext context) {
		FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
		this.work.uses(registry);
		// The sweep would be over before that thread takes the next task.
		registry.register(this, this.work, WorkInFlight::awaitBegun);
		ThreadPoolTaskExecutor executor = context.getBean(ThreadPoolTaskExecutor.class);
		executor.execute(() -> Awaitility.await()
			.until(() -> !executor.isRunning() || executor.getThreadPoolExecutor().isShutdown()));
		executor.execute(this.work);
	}

	@Configuration(proxyBeanMethods = false)
	static class StopsExecutor {

		@Bean
		StoppedBeforeTheSweep stop(ThreadPoolTaskExecutor executor) {
			return new StoppedBeforeTheSweep(executor::shutdown);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutorService {

		@Bean
		ExecutorService own() {
			return Executors.newSingleThreadExecutor();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StopsExecutorService {

		@Bean
		StoppedBeforeTheSweep stop(ExecutorService executor) {
			return new StoppedBeforeTheSweep(() -> {
				executor.shutdown();
				executor.awaitTermination(20, TimeUnit.SECONDS);
			});
		}

	}

}
