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

import java.util.concurrent.Executor;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.autoconfigure.WorkInFlight.Seen;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Base class for tests of work that is in flight when the context closes.
 */
abstract class AbstractWorkInFlightTests {

	/** To await tasks when an executor is destroyed, and how long. */
	static final String[] AWAIT_TERMINATION = { "spring.task.execution.shutdown.await-termination=true",
			"spring.task.execution.shutdown.await-termination-period=20s",
			"spring.task.scheduling.shutdown.await-termination=true",
			"spring.task.scheduling.shutdown.await-termination-period=20s" };

	/** The work of the test. */
	final WorkInFlight work = new WorkInFlight();

	/** An application with Boot's executor and scheduler. */
	final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(WorkInFlight.class, () -> this.work)
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class, LifecycleAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));

	void assertMeetsTheSweep(ApplicationContextRunner runner, ContextConsumer<AssertableApplicationContext> begin) {
		this.work.untilFinalized();
		runner.run(begin);
		assertThat(this.work.seen()).isEqualTo(Seen.FINALIZED);
	}

	void assertEndsBeforeTheSweep(ApplicationContextRunner runner,
			ContextConsumer<AssertableApplicationContext> begin) {
		runner.run(begin);
		assertThat(this.work.seen()).isEqualTo(Seen.ALIVE);
		assertThat(this.work.isFinalized()).isTrue();
	}

	ContextConsumer<AssertableApplicationContext> executeOn(Class<? extends Executor> executor) {
		return (context) -> {
			context.getBean(executor).execute(this.work);
			use(context);
		};
	}

	/**
	 * Have the work, which somebody begins, use an object of the registry.
	 * @param context the context
	 * @throws InterruptedException if interrupted
	 */
	void use(AssertableApplicationContext context) throws InterruptedException {
		this.work.uses(context.getBean(FinalizerRegistry.class));
		this.work.awaitBegun();
	}

}
