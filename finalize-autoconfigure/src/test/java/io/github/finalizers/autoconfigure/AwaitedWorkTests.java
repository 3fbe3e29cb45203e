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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Tests for work that the close waits for, so that the sweep comes after it.
 */
class AwaitedWorkTests extends AbstractWorkInFlightTests {

	@Test
	@DisplayName("C37 a task of Boot's executor ends before the sweep")
	void taskWhenOfBootsExecutorShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.contextRunner, executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C37 a task of an application's own ThreadPoolTaskExecutor ends before the sweep")
	void taskWhenOfAnOwnThreadPoolTaskExecutorShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.contextRunner.withUserConfiguration(Own.class),
				executeOn(ThreadPoolTaskExecutor.class));
	}

	@Test
	@DisplayName("C37 a @Scheduled task ends before the sweep")
	void scheduledTaskShouldEndBeforeTheSweep() {
		assertEndsBeforeTheSweep(this.contextRunner.withUserConfiguration(FixedRate.class), this::use);
	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		ThreadPoolTaskExecutor own() {
			return new ThreadPoolTaskExecutor();
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

}
