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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.engine.Collector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: never twice.
 */
class FinalizedPrototypeOnceTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: one that is closed twice by the application is closed once")
	void prototypeWhenClosedTwiceShouldBeClosedOnce() {
		this.contextRunner.withUserConfiguration(Probe.class).run((context) -> {
			PrototypeProbe probe = context.getBean(PrototypeProbe.class).as("mine");
			probe.close();
			probe.close();
		});
		assertThat(this.journal.entries()).containsExactly("closed mine");
	}

	@Test
	@DisplayName("Prototypes: one that its singleton closes at close, too, is closed once")
	void prototypeWhenItsHolderClosesItShouldBeClosedOnce() {
		this.contextRunner.withUserConfiguration(Probe.class, ClosingHolder.class).run((context) -> {
		});
		assertThat(this.journal.entries()).containsExactly("closed held");
	}

	@Test
	@DisplayName("Prototypes: an abandoned one can be closed by its holder")
	void prototypeWhenAbandonedShouldBeClosedByItsHolder() {
		this.contextRunner.withUserConfiguration(Probe.class, ClosingHolder.class)
			.withPropertyValues("finalize.exit.enabled=false")
			.run((context) -> {
			});
		assertThat(this.journal.entries()).containsExactly("closed held");
	}

	@Test
	@DisplayName("Prototypes: @PreDestroy on close() is one callback, not two")
	void prototypeWhenCloseIsAnnotatedShouldBeClosedOnce() {
		this.contextRunner.withUserConfiguration(AnnotatedClose.class).run((context) -> {
			try (PrototypeProbe probe = context.getBean(PrototypeProbe.class)) {
				probe.as("annotated");
			}
		});
		assertThat(this.journal.entries()).containsExactly("closed annotated");
	}

	@Test
	@DisplayName("Prototypes: an inferred close() or shutdown() is one, AutoCloseable or not")
	void prototypeWhenCloseIsInferredShouldBeClosedOnce() {
		this.contextRunner.withUserConfiguration(Inferred.class).run((context) -> {
			context.getBean(PlainClose.class).close();
			context.getBean(PlainShutdown.class).shutdown();
		});
		assertThat(this.journal.entries()).containsExactly("closed", "shut down");
	}

	@Test
	@DisplayName("Prototypes: one that another prototype hands on is closed once")
	void prototypeWhenHandedOnShouldBeClosedOnce() {
		this.contextRunner.withUserConfiguration(HandedOn.class).run((context) -> {
			context.getBean("handedOn");
			Collector.collectUntil(() -> live(context) == 0);
		});
		assertThat(this.journal.entries()).containsExactly("closed unnamed");
	}

	@Test
	@DisplayName("Prototypes: one that two threads close is closed once, and one of them is told what it throws")
	void prototypeWhenClosedByTwoThreadsShouldThrowOnce() {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		this.contextRunner.withUserConfiguration(Failing.class).run((context) -> {
			for (int i = 0; i < 2_000; i++) {
				FailingProbe failing = context.getBean(FailingProbe.class);
				CyclicBarrier barrier = new CyclicBarrier(2);
				List<Future<Boolean>> thrown = new ArrayList<>();
				for (int thread = 0; thread < 2; thread++) {
					thrown.add(threads.submit(() -> closeFails(failing, barrier)));
				}
				assertThat(thrown.get(0).get()).isNotEqualTo(thrown.get(1).get());
				assertThat(failing.times()).isEqualTo(1);
			}
		});
		threads.shutdown();
	}

	private static boolean closeFails(FailingProbe failing, CyclicBarrier barrier) throws Exception {
		barrier.await();
		try {
			failing.close();
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class ClosingHolder {

		@Bean
		DisposableBean holder(PrototypeProbe probe) {
			probe.as("held");
			return probe::close;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnnotatedClose {

		@Bean
		@Scope("prototype")
		PrototypeProbe annotated(Journal journal) {
			return new PrototypeProbe(journal) {

				@Override
				@PreDestroy
				public void close() {
					super.close();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inferred {

		@Bean
		@Scope("prototype")
		PlainClose plainClose(Journal journal) {
			return new PlainClose(journal);
		}

		@Bean
		@Scope("prototype")
		PlainShutdown plainShutdown(Journal journal) {
			return new PlainShutdown(journal);
		}

	}

	public static class PlainClose {

		private final Journal journal;

		PlainClose(Journal journal) {
			this.journal = journal;
		}

		public void close() {
			this.journal.note("closed");
		}

	}

	public static class PlainShutdown {

		private final Journal journal;

		PlainShutdown(Journal journal) {
			this.journal = journal;
		}

		public void shutdown() {
			this.journal.note("shut down");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HandedOn {

		@Bean
		@Scope("prototype")
		PrototypeProbe own(Journal journal) {
			return new PrototypeProbe(journal);
		}

		@Bean
		@Scope("prototype")
		AutoCloseable handedOn(@Qualifier("own") PrototypeProbe own) {
			return own;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		@Scope("prototype")
		FailingProbe failing() {
			return new FailingProbe();
		}

	}

	static class FailingProbe implements AutoCloseable {

		private final AtomicInteger times = new AtomicInteger();

		int times() {
			return this.times.get();
		}

		@Override
		public void close() {
			this.times.incrementAndGet();
			throw new IllegalStateException("on purpose");
		}

	}

}
