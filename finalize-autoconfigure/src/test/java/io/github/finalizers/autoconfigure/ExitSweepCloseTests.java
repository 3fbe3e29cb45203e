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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizerExitSweep}: closes that are unusual, and what an action may
 * do with the context.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExitSweepCloseTests {

	private final Journal journal = new Journal();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(Journal.class, () -> this.journal)
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class))
		.withUserConfiguration(Connections.class);

	@Test
	@DisplayName("C37 the sweep runs in its phase although a listener of the close fails before others")
	void sweepWhenCloseListenerFailsShouldRunInItsPhase() {
		this.contextRunner.withUserConfiguration(FailingCloseListener.class)
			.run((context) -> register(context, "action"));
		assertThat(this.journal.entries()).containsExactly("connections started", "listener failed", "action",
				"connections stopped", "connections destroyed");
	}

	@Test
	@DisplayName("C37 the sweep runs in its phase although events arrive late")
	void sweepWhenEventsAreLateShouldRunInItsPhase() {
		Queue<Runnable> late = new ConcurrentLinkedQueue<>();
		this.contextRunner.withBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				SimpleApplicationEventMulticaster.class, () -> {
					SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
					multicaster.setTaskExecutor(late::add);
					return multicaster;
				})
			.withUserConfiguration(CloseListener.class)
			.run((context) -> register(context, "action"));
		late.forEach(Runnable::run);
		assertThat(this.journal.entries()).containsExactly("connections started", "action", "connections stopped",
				"connections destroyed", "told of the close");
	}

	@Test
	@DisplayName("C39 a close by an interrupted thread is none for Spring, so nothing runs until the next one")
	void sweepWhenClosingThreadWasInterruptedBeforeShouldWaitForAnotherClose() {
		this.contextRunner.run((context) -> {
			Finalizer<Void> finalizer = register(context, "action");
			Thread.currentThread().interrupt();
			context.close();
			assertThat(Thread.interrupted()).isTrue();
			assertThat(context.isActive()).isTrue();
			assertThat(finalizer.isAlive()).isTrue();
		});
		assertThat(this.journal.entries()).containsExactly("connections started", "action", "connections stopped",
				"connections destroyed");
	}

	@Test
	@DisplayName("C36 a close by another thread during the sweep returns, and the one sweep goes on")
	void sweepWhenAnotherThreadClosesShouldRunOnce() {
		this.contextRunner.withPropertyValues("finalize.exit.action-timeout=9s").run((context) -> {
			register(context, "older");
			context.getBean(FinalizerRegistry.class).register(this, new Thread(context::close), (another) -> {
				another.start();
				another.join(TimeUnit.SECONDS.toMillis(8));
				this.journal.note("another returned: " + !another.isAlive());
			});
			context.close();
			context.close();
		});
		assertThat(this.journal.entries()).containsExactly("connections started", "another returned: true", "older",
				"connections stopped", "connections destroyed");
	}

	@Test
	@DisplayName("C36 an action that stops the context runs, and so do the rest, before any bean is destroyed")
	void sweepWhenActionStopsTheContextShouldRunTheRest() {
		this.contextRunner.run((context) -> {
			register(context, "older");
			context.getBean(FinalizerRegistry.class).register(this, context::stop);
			register(context, "newer");
		});
		assertThat(this.journal.entries()).containsExactly("connections started", "newer", "connections stopped",
				"older", "connections destroyed");
	}

	@Test
	@DisplayName("C37 an action may use the context: make beans, publish events, register")
	void sweepWhenActionUsesTheContextShouldLetIt() {
		this.contextRunner.withUserConfiguration(MadeLate.class).run((context) -> {
			register(context, "older");
			context.getBean(FinalizerRegistry.class).register(this, () -> {
				context.getBean("lazy");
				context.publishEvent("event");
				register(context, "registered in the sweep");
			});
		});
		assertThat(this.journal.entries()).containsExactly("connections started", "lazy bean made", "told of event",
				"registered in the sweep", "older", "connections stopped", "connections destroyed");
	}

	@Test
	@DisplayName("C39 a failed start: an action finds the beans, but can't make one, which is reported; the rest run")
	void sweepWhenStartFailedShouldLetActionsFindBeans(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(FailingStart.class).run((context) -> assertThat(context).hasFailed());
		assertThat(this.journal.entries()).containsSubsequence("found a bean", "older", "connections destroyed");
		assertThat(output).contains(BeanCreationNotAllowedException.class.getName());
	}

	private Finalizer<Void> register(ApplicationContext context, String entry) {
		return context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note(entry));
	}

	@Configuration(proxyBeanMethods = false)
	static class Connections {

		@Bean
		NotingLifecycle connections(Journal journal) {
			return new NotingLifecycle("connections", 0, journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingCloseListener {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		ApplicationListener<ContextClosedEvent> failing(Journal journal) {
			return (event) -> {
				journal.note("listener failed");
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CloseListener {

		@Bean
		ApplicationListener<ContextClosedEvent> closing(Journal journal) {
			return (event) -> journal.note("told of the close");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingStart extends MadeLate {

		@Bean
		NotingLifecycle failing(Journal journal, FinalizerRegistry registry, BeanFactory beans) {
			registry.register(this, () -> journal.note("older"));
			registry.register(this, () -> beans.getBean("lazy"));
			registry.register(this, () -> {
				beans.getBean("connections");
				journal.note("found a bean");
			});
			return new NotingLifecycle("failing", Integer.MAX_VALUE, journal) {

				@Override
				public void start() {
					throw new IllegalStateException("on purpose");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MadeLate {

		@Bean
		@Lazy
		Object lazy(Journal journal) {
			journal.note("lazy bean made");
			return new Object();
		}

		@Bean
		ApplicationListener<PayloadApplicationEvent<String>> listener(Journal journal) {
			return (event) -> journal.note("told of " + event.getPayload());
		}

	}

}
