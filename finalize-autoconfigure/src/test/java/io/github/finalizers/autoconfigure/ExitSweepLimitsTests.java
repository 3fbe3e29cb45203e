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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of the registry: its last pass, its time and what it logs.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExitSweepLimitsTests {

	private final Journal journal = new Journal();

	private final CountDownLatch never = new CountDownLatch(1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withBean(Journal.class, () -> this.journal)
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	@DisplayName("C40 a bean may call and register in its @PreDestroy; what it registers runs newest first after it")
	void registryWhenUsedInPreDestroyShouldRunWhatIsRegisteredThere() {
		this.contextRunner.withUserConfiguration(LateUser.class).run((context) -> {
			LateUser.User user = context.getBean(LateUser.User.class);
			user.kept = context.getBean(FinalizerRegistry.class)
				.register(this, () -> this.journal.note("kept, called in destroy"));
			user.kept.setAtExit(false);
		});
		assertThat(this.journal.entries()).containsExactly("kept, called in destroy", "user destroyed", "late newer",
				"late older");
	}

	@Test
	@DisplayName("C34 one budget covers the sweep and the last pass: what is left over is unreached, and the close ends")
	void closeWhenActionsBlockInBothPassesShouldEndWithinOneBudget() {
		Counter counter = new Counter();
		long begun = System.nanoTime();
		this.contextRunner.withUserConfiguration(LateUser.class)
			.withBean("counter", Counter.class, () -> counter)
			.withPropertyValues("finalize.exit.timeout=600ms", "finalize.exit.action-timeout=500ms")
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				registry.register(this, this::blockWhateverHappens);
				registry.register(this, this::blockWhateverHappens);
				registry.register(this, this::blockWhateverHappens);
			});
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
		assertThat(counter.unreached).isPositive();
		assertThat(this.journal.entries()).contains("user destroyed").doesNotContain("late older");
		this.never.countDown();
	}

	@Test
	@DisplayName("spring.md 10: the line of the sweep is at INFO with the counts")
	void logWhenSomethingRanShouldBeAtInfo(CapturedOutput output) {
		this.contextRunner.run((context) -> register(context, true));
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("io.github.finalizers"))
			.singleElement()
			.asString()
			.startsWith("INFO")
			.contains("1");
	}

	@Test
	@DisplayName("spring.md 10: the line of a sweep that ran nothing is not at INFO")
	void logWhenNothingRanShouldBeSilentAtInfo(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("io.github.finalizers");
	}

	@Test
	@DisplayName("C35 an abandoned one is counted and logged once, by a line that is written in destroy()")
	void logWhenOneIsAbandonedShouldBeWrittenInDestroy(CapturedOutput output) {
		this.contextRunner.run((context) -> register(context, false));
		assertThat(this.journal.entries()).isEmpty();
		assertThat(output.getOut().lines()).filteredOn((line) -> line.contains("abandoned"))
			.singleElement()
			.asString()
			.startsWith("WARN  io.github.finalizers");
	}

	@Test
	@DisplayName("C31 what an action throws is logged with its name, and the sweep goes on")
	void logWhenActionFailsShouldNameIt(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			register(context, true);
			context.getBean(FinalizerRegistry.class).named("thumbnails").register(this, () -> {
				throw new AssertionError("on purpose");
			});
		});
		assertThat(output).contains("thumbnails").contains("AssertionError: on purpose");
		assertThat(this.journal.entries()).containsExactly("ran");
	}

	@Test
	@DisplayName("spring.md: finalize.exit.enabled=false runs nothing and abandons all")
	void closeWhenExitIsDisabledShouldAbandonAll(CapturedOutput output) {
		Counter counter = new Counter();
		this.contextRunner.withPropertyValues("finalize.exit.enabled=false")
			.withBean(Counter.class, () -> counter)
			.run((context) -> register(context, true));
		assertThat(this.journal.entries()).isEmpty();
		assertThat(counter.abandoned).isEqualTo(1);
		assertThat(output).contains("abandoned");
	}

	@Test
	@DisplayName("C35 after the close handles are dead, nothing is live, and live and dead add up")
	void statisticsWhenClosedShouldAddUp() {
		FinalizerRegistry[] registry = new FinalizerRegistry[1];
		this.contextRunner.run((context) -> {
			registry[0] = context.getBean(FinalizerRegistry.class);
			register(context, true);
			register(context, false);
			registry[0].register(this, () -> {
			}).call();
		});
		FinalizerStatistics statistics = registry[0].statistics();
		assertThat(statistics.live()).isZero();
		assertThat(statistics.dead()).isEqualTo(3);
		assertThat(statistics.finished(FinalizerCause.EXIT)).isEqualTo(1);
		assertThat(statistics.finished(FinalizerCause.ABANDONED)).isEqualTo(1);
		assertThat(statistics.finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	private void register(AssertableApplicationContext context, boolean atExit) {
		context.getBean(FinalizerRegistry.class)
			.register(this, this.journal, (journal) -> journal.note("ran"))
			.setAtExit(atExit);
	}

	private void blockWhateverHappens() {
		boolean interrupted = true;
		while (interrupted) {
			try {
				this.never.await();
				interrupted = false;
			}
			catch (InterruptedException ex) {
				// Ignored, as a stubborn action does.
			}
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class LateUser {

		@Bean
		User user(FinalizerRegistry registry, Journal journal) {
			return new User(registry, journal);
		}

		static class User implements DisposableBean {

			private final FinalizerRegistry registry;

			private final Journal journal;

			private Finalizer<Void> kept;

			User(FinalizerRegistry registry, Journal journal) {
				this.registry = registry;
				this.journal = journal;
			}

			@Override
			public void destroy() {
				if (this.kept != null) {
					this.kept.clean();
				}
				this.registry.register(this, this.journal, (state) -> state.note("late older"));
				this.registry.register(this, this.journal, (state) -> state.note("late newer"));
				this.journal.note("user destroyed");
			}

		}

	}

	static class Counter implements FinalizerListener {

		private int unreached;

		private int abandoned;

		@Override
		public synchronized void finalized(String name, FinalizerCause cause, Duration duration) {
			this.unreached += (cause == FinalizerCause.UNREACHED) ? 1 : 0;
			this.abandoned += (cause == FinalizerCause.ABANDONED) ? 1 : 0;
		}

	}

}
