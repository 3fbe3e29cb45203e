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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizerExitSweep}: when it sweeps in a close.
 */
class ExitSweepPhaseTests {

	private final Journal journal = new Journal();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(Journal.class, () -> this.journal)
		.withConfiguration(
				AutoConfigurations.of(FinalizersAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withUserConfiguration(Phases.class);

	@Test
	@DisplayName("C37 the sweep runs after executors have stopped and before any bean is destroyed")
	void sweepWhenContextClosesShouldRunBetweenExecutorsAndDestruction() {
		this.contextRunner.run((context) -> {
			CountDownLatch begun = new CountDownLatch(1);
			NotingLifecycle connections = context.getBean("connections", NotingLifecycle.class);
			context.getBean(FinalizerRegistry.class)
				.register(this, () -> this.journal.note("action, connections alive: " + connections.isAlive()));
			context.getBean("applicationTaskExecutor", Executor.class).execute(() -> {
				begun.countDown();
				untilNoted("endpoints stopped");
				pretendToWork();
				this.journal.note("task ended");
			});
			begun.await();
		});
		assertThat(this.journal.entries()).containsExactly("connections started", "endpoints started",
				"endpoints stopped", "task ended", "action, connections alive: true", "connections stopped",
				"connections destroyed", "endpoints destroyed");
	}

	@Test
	void sweepWhenPhaseIsSetShouldRunInThatPhase() {
		this.contextRunner.withPropertyValues("finalize.exit.phase=-1").run(this::registerNoting);
		assertThat(this.journal.entries()).containsSubsequence("connections stopped", "action",
				"connections destroyed");
	}

	@Test
	@DisplayName("C39 lazy initialisation: the sweep runs in its phase, newest first")
	void sweepWhenBeansAreLazyShouldRunInItsPhase() {
		this.contextRunner.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note("older"));
				registerNoting(context);
			});
		assertThat(this.journal.entries()).containsSubsequence("endpoints stopped", "action", "older",
				"connections stopped");
	}

	@Test
	@DisplayName("C37 a bean that uses the registry and has a phase keeps its phase")
	void lifecycleWhenItInjectsTheRegistryShouldKeepItsPhase() {
		this.contextRunner.withUserConfiguration(UsesRegistry.class).run(this::registerNoting);
		assertThat(this.journal.entries()).containsSubsequence("endpoints stopped", "action", "user stopped",
				"user destroyed");
	}

	@Test
	@DisplayName("C36 an action that closes the context runs, and so do the rest")
	void sweepWhenActionClosesTheContextShouldRunTheRest() {
		this.contextRunner.withPropertyValues("finalize.exit.action-timeout=200ms").run((context) -> {
			context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note("older"));
			context.getBean(FinalizerRegistry.class).register(this, context::close);
			registerNoting(context);
		});
		assertThat(this.journal.entries()).containsSubsequence("endpoints stopped", "action", "older",
				"connections destroyed");
	}

	@Test
	@DisplayName("C39 an interrupted thread that closes: the sweep is waited for, and the flag is kept")
	void sweepWhenClosingThreadIsInterruptedDuringTheCloseShouldBeWaitedFor() {
		this.contextRunner.run((context) -> {
			Thread closing = Thread.currentThread();
			context.getBean(FinalizerRegistry.class).register(this, () -> {
				closing.interrupt();
				pretendToWork();
				this.journal.note("action");
			});
		});
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.journal.entries()).containsSubsequence("action", "connections destroyed");
	}

	private void registerNoting(ApplicationContext context) {
		context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note("action"));
	}

	private void untilNoted(String entry) {
		Awaitility.await().until(() -> this.journal.entries().contains(entry));
	}

	/**
	 * Take a while, so that who doesn't wait is seen not to.
	 */
	private static void pretendToWork() {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Phases {

		@Bean
		NotingLifecycle endpoints(Journal journal) {
			return new NotingLifecycle("endpoints", Integer.MAX_VALUE - 100, journal);
		}

		@Bean
		NotingLifecycle connections(Journal journal) {
			return new NotingLifecycle("connections", 0, journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesRegistry {

		@Bean
		NotingLifecycle user(Journal journal, FinalizerRegistry registry) {
			return new NotingLifecycle("user", 10, journal);
		}

	}

}
