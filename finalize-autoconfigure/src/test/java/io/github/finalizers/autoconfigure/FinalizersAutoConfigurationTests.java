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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link FinalizersAutoConfiguration}.
 */
class FinalizersAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	void registryWhenNoneIsDefinedShouldBeCreated() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(FinalizerRegistry.class)
			.hasSingleBean(ManagedRegistry.class)
			.hasBean("finalizerRegistry"));
	}

	@Test
	void registryWhenContextClosesShouldBeClosed() {
		List<Finalizer<Void>> kept = new ArrayList<>();
		Object referent = new Object();
		this.contextRunner.run((context) -> kept.add(context.getBean(FinalizerRegistry.class).register(referent, () -> {
		})));
		assertThat(kept.get(0).isAlive()).isFalse();
	}

	@Test
	void registryWhenUserDefinesOneOfTheEngineShouldBackOffAndSweepTheUsers() {
		List<String> ran = new ArrayList<>();
		this.contextRunner.withUserConfiguration(OwnRegistry.class).run((context) -> {
			assertThat(context).hasSingleBean(FinalizerRegistry.class).hasBean("ownRegistry");
			context.getBean(FinalizerRegistry.class).register(ran, () -> ran.add("ran"));
		});
		assertThat(ran).containsExactly("ran");
	}

	@Test
	void registryWhenUserDefinesTwoShouldBackOffAndSweepBoth() {
		List<String> ran = new ArrayList<>();
		this.contextRunner.withUserConfiguration(OwnRegistry.class, SecondRegistry.class)
			.withPropertyValues("spring.main.lazy-initialization=true")
			.run((context) -> context.getBeansOfType(FinalizerRegistry.class)
				.values()
				.forEach((registry) -> registry.register(ran, () -> ran.add("ran"))));
		assertThat(ran).containsExactly("ran", "ran");
	}

	@Test
	void registryWhenUserDefinesOneOfAnotherKindShouldLeaveItAlone() {
		FinalizerRegistry foreign = mock(FinalizerRegistry.class);
		this.contextRunner.withBean("foreign", FinalizerRegistry.class, () -> foreign)
			.run((context) -> assertThat(context).hasSingleBean(FinalizerRegistry.class).hasNotFailed());
		then(foreign).shouldHaveNoInteractions();
	}

	@Test
	@DisplayName("C39 each context has its own registry, with a parent too")
	void registryWhenParentHasOneShouldBeCreatedAllTheSame() {
		this.contextRunner.run((parent) -> this.contextRunner.withParent(parent)
			.run((child) -> assertThat(child.getBean(FinalizerRegistry.class))
				.isNotSameAs(parent.getBean(FinalizerRegistry.class))));
	}

	@Test
	void listenersWhenDefinedShouldHearInOrderUntilTheRegistryHasClosed() {
		Journal journal = new Journal();
		this.contextRunner.withBean(Journal.class, () -> journal)
			.withUserConfiguration(Listeners.class)
			.run((context) -> context.getBean(FinalizerRegistry.class).register(this, () -> {
			}));
		assertThat(journal.entries()).containsSubsequence("first ended", "second ended", "listener destroyed");
	}

	@Test
	void customizersWhenDefinedShouldBeAppliedInOrderAfterTheProperties() {
		Journal journal = new Journal();
		this.contextRunner.withBean(Journal.class, () -> journal)
			.withUserConfiguration(Customizers.class)
			.withPropertyValues("finalize.exit.enabled=false")
			.run((context) -> context.getBean(FinalizerRegistry.class).register(this, () -> journal.note("ran")));
		assertThat(journal.entries()).containsExactly("first", "second", "ran");
	}

	@Test
	@DisplayName("C24 nothing of the thread that registers first reaches the worker or the sweep's thread")
	void threadsShouldHaveTheLoaderOfTheContextAndNothingInherited() {
		ClassLoader ofContext = new ClassLoader(getClass().getClassLoader()) {
		};
		InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
		CompletableFuture<String> collected = new CompletableFuture<>();
		CompletableFuture<String> swept = new CompletableFuture<>();
		inherited.set("inherited");
		this.contextRunner.withClassLoader(ofContext).run((context) -> {
			FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
			Runnable tellCollected = () -> collected.complete(describeThread(ofContext, inherited));
			Runnable tellSwept = () -> swept.complete(describeThread(ofContext, inherited));
			registry.register(new Object(), tellCollected);
			registry.register(inherited, tellSwept);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
				System.gc();
				return collected.isDone();
			});
		});
		inherited.remove();
		assertThat(collected).isCompletedWithValue("finalizers-worker daemon=true loader=true inherited=null");
		assertThat(swept).isCompletedWithValue("finalizers-exit daemon=true loader=true inherited=null");
	}

	private static String describeThread(ClassLoader expected, InheritableThreadLocal<String> inherited) {
		Thread thread = Thread.currentThread();
		return "%s daemon=%s loader=%s inherited=%s".formatted(thread.getName().replaceAll("-?\\d+$", ""),
				thread.isDaemon(), thread.getContextClassLoader() == expected, inherited.get());
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistry {

		@Bean
		FinalizerRegistry ownRegistry() {
			return FinalizerRegistryBuilder.create().exitTimeout(Duration.ofSeconds(5)).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondRegistry {

		@Bean
		ManagedRegistry secondRegistry() {
			return FinalizerRegistryBuilder.create().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		@Bean
		@Order(2)
		NotingListener second(Journal journal) {
			return new NotingListener("second", journal);
		}

		@Bean
		@Order(1)
		NotingListener first(Journal journal) {
			return new NotingListener("first", journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		FinalizerRegistryCustomizer second(Journal journal) {
			return (builder) -> {
				journal.note("second");
				builder.exitEnabled(true);
			};
		}

		@Bean
		@Order(1)
		FinalizerRegistryCustomizer first(Journal journal) {
			return (builder) -> {
				journal.note("first");
				builder.exitEnabled(false);
			};
		}

	}

	record NotingListener(String name, Journal journal) implements FinalizerListener, AutoCloseable {

		@Override
		public void sweepEnded(SweepResult result) {
			this.journal.note(this.name + " ended");
		}

		@Override
		public void close() {
			this.journal.note("listener destroyed");
		}

	}

}
