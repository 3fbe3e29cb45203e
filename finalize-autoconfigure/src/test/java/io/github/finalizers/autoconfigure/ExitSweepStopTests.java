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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link FinalizerExitSweep}: what is not a close.
 */
class ExitSweepStopTests {

	private final Journal journal = new Journal();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(Journal.class, () -> this.journal)
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class))
		.withUserConfiguration(Probe.class);

	@ParameterizedTest
	@EnumSource
	@DisplayName("C38 a stop, pause or checkpoint runs nothing, and everything works after the restart")
	void sweepWhenContextMerelyStopsShouldWaitForTheClose(Halt halt) {
		this.contextRunner.run((context) -> {
			FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
			Finalizer<Void> before = registry.register(this, () -> this.journal.note("before"));
			halt.stop(context);
			assertThat(before.isAlive()).isTrue();
			Finalizer<Void> meanwhile = registry.register(this, () -> this.journal.note("meanwhile"));
			halt.start(context);
			assertThat(before.isAlive()).isTrue();
			assertThat(meanwhile.isAlive()).isTrue();
			registry.register(this, () -> this.journal.note("after"));
		});
		assertThat(this.journal.entries()).containsExactly("probe started", "probe stopped", "probe started",
				"probe stopped", "after", "meanwhile", "before", "probe destroyed");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("C38 what is closed while it is stopped is swept before any bean is destroyed")
	void sweepWhenContextClosesWhileStoppedShouldRun(Halt halt) {
		this.contextRunner.run((context) -> {
			context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note("action"));
			halt.stop(context);
		});
		assertThat(this.journal.entries()).containsExactly("probe started", "probe stopped", "action",
				"probe destroyed");
	}

	@Test
	@DisplayName("C38 a test context that is paused because another one is used is not swept")
	void sweepWhenTestContextIsPausedShouldWait() throws Exception {
		assumeThatContextsCanBePaused();
		TestContextManager one = new TestContextManager(OneTestClass.class);
		one.beforeTestClass();
		ConfigurableApplicationContext context = (ConfigurableApplicationContext) one.getTestContext()
			.getApplicationContext();
		Journal journal = context.getBean(Journal.class);
		context.getBean(FinalizerRegistry.class).register(this, () -> journal.note("action"));
		one.afterTestClass();
		TestContextManager another = new TestContextManager(AnotherTestClass.class);
		another.beforeTestClass();
		another.getTestContext().getApplicationContext();
		assertThat(journal.entries()).containsExactly("probe started", "probe stopped");
		another.afterTestClass();
		one.getTestContext().getApplicationContext();
		assertThat(journal.entries()).containsExactly("probe started", "probe stopped", "probe started");
		context.close();
		assertThat(journal.entries()).endsWith("probe stopped", "action", "probe destroyed");
	}

	private static void assumeThatContextsCanBePaused() {
		assumeThat(ConfigurableApplicationContext.class).as("since Spring Framework 7").hasMethods("pause");
	}

	/**
	 * The ways to halt a context without closing it.
	 */
	enum Halt {

		STOP {

			@Override
			void stop(ConfigurableApplicationContext context) {
				context.stop();
			}

			@Override
			void start(ConfigurableApplicationContext context) {
				context.start();
			}

		},

		PAUSE {

			@Override
			void stop(ConfigurableApplicationContext context) {
				assumeThatContextsCanBePaused();
				context.pause();
			}

			@Override
			void start(ConfigurableApplicationContext context) {
				context.restart();
			}

		},

		CHECKPOINT {

			@Override
			void stop(ConfigurableApplicationContext context) {
				ReflectionTestUtils.invokeMethod(lifecycleProcessor(context), "stopForRestart");
			}

			@Override
			void start(ConfigurableApplicationContext context) {
				ReflectionTestUtils.invokeMethod(lifecycleProcessor(context), "restartAfterStop");
			}

			private LifecycleProcessor lifecycleProcessor(ConfigurableApplicationContext context) {
				return context.getBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
						LifecycleProcessor.class);
			}

		};

		abstract void stop(ConfigurableApplicationContext context);

		abstract void start(ConfigurableApplicationContext context);

	}

	@Configuration(proxyBeanMethods = false)
	static class Probe {

		@Bean
		NotingLifecycle probe(Journal journal) {
			return new NotingLifecycle("probe", Integer.MAX_VALUE, journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class OneContext extends Probe {

		@Bean
		Journal journal() {
			return new Journal();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherContext {

	}

	@ContextConfiguration(classes = OneContext.class)
	static class OneTestClass {

	}

	@ContextConfiguration(classes = AnotherContext.class)
	static class AnotherTestClass {

	}

}
