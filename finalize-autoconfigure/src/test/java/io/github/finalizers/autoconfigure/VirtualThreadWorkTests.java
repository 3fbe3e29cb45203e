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

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Tests for work on virtual threads when the context closes: Boot's executor of them is
 * not stopped in a phase, its scheduler only in part.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadWorkTests extends AbstractWorkInFlightTests {

	private final ApplicationContextRunner virtualRunner = this.contextRunner
		.withPropertyValues("spring.threads.virtual.enabled=true");

	@Test
	@DisplayName("C33 a task of Boot's executor on a virtual thread may meet the sweep")
	void taskWhenOfBootsExecutorShouldMeetTheSweep() {
		assertMeetsTheSweep(this.virtualRunner, executeOn(SimpleAsyncTaskExecutor.class));
	}

	@Test
	@DisplayName("C37 cure of virtual threads: await-termination, and a stop before the sweep")
	void taskWhenOfAStoppedExecutorShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(
				this.virtualRunner.withPropertyValues(AWAIT_TERMINATION).withUserConfiguration(StopsExecutor.class),
				executeOn(SimpleAsyncTaskExecutor.class));
	}

	@Test
	@DisplayName("C37 cure of virtual threads: an own ThreadPoolTaskExecutor of them, which is stopped in a phase")
	void taskWhenOfAPoolOfVirtualThreadsShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.virtualRunner.withUserConfiguration(OwnPool.class),
				executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C33 a @Scheduled task at a fixed rate on a virtual thread may meet the sweep")
	void scheduledTaskWhenAtAFixedRateShouldMeetTheSweep() {
		assertMeetsTheSweep(this.virtualRunner.withUserConfiguration(FixedRate.class), this::use);
	}

	@Test
	@DisplayName("C37 cure of @Scheduled on virtual threads: await-termination, and a stop before the sweep")
	void scheduledTaskWhenOfAStoppedSchedulerShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.virtualRunner.withPropertyValues(AWAIT_TERMINATION)
			.withUserConfiguration(FixedRate.class, StopsScheduler.class), this::use);
	}

	@Test
	@DisplayName("C37 a @Scheduled task with a fixed delay on a virtual thread ends before the sweep")
	void scheduledTaskWhenWithAFixedDelayShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.virtualRunner.withUserConfiguration(FixedDelay.class), this::use);
	}

	@Configuration(proxyBeanMethods = false)
	static class StopsExecutor {

		@Bean
		StoppedBeforeTheSweep stop(SimpleAsyncTaskExecutor executor) {
			return new StoppedBeforeTheSweep(executor::close);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class StopsScheduler {

		@Bean
		StoppedBeforeTheSweep stop(SimpleAsyncTaskScheduler scheduler) {
			return new StoppedBeforeTheSweep(scheduler::close);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPool {

		@Bean
		ThreadPoolTaskExecutor applicationTaskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setVirtualThreads(true);
			return executor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class FixedRate {

		private final WorkInFlight work;

		FixedRate(WorkInFlight work) {
			this.work = work;
		}

		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void scheduled() {
			this.work.run();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class FixedDelay {

		private final WorkInFlight work;

		FixedDelay(WorkInFlight work) {
			this.work = work;
		}

		@Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
		void scheduled() {
			this.work.run();
		}

	}

}
