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

import java.util.concurrent.Callable;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.Finalized;
import io.github.finalizers.engine.Collector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: what a proxy can and cannot do for
 * them.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizedPrototypeUseTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: one whose last use is a call is not destroyed in the middle of it")
	void prototypeWhenACallIsItsLastUseShouldBeDestroyedAfterIt() {
		this.contextRunner.withUserConfiguration(Workers.class).run((context) -> {
			context.getBean(Worker.class).work();
			collectUntilNoted("closed worker");
		});
		assertThat(this.journal.entries()).containsExactly("worked", "closed worker");
	}

	@Test
	@DisplayName("Prototypes: one with a final method, which finds no bean behind a proxy, is left alone, and that is said")
	void prototypeWhenAMethodIsFinalShouldBeLeftAlone(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(FinalMethods.class).run((context) -> {
			FinalMethod unmarked = context.getBean("unmarked", FinalMethod.class);
			unmarked.as("unmarked");
			assertThat(unmarked.call()).isEqualTo("unmarked");
			assertThat(isProxy(unmarked)).isFalse();
		});
		assertThat(output).containsOnlyOnce("Prototype bean 'unmarked'").contains("its method call() is final");
	}

	@Test
	@DisplayName("Prototypes: one with a final method is destroyed if it is marked, or declared by an interface")
	void prototypeWhenAMethodIsFinalAndItIsWantedShouldBeDestroyed() {
		this.contextRunner.withUserConfiguration(FinalMethods.class).run((context) -> {
			context.getBean("marked", PrototypeProbe.class).as("marked");
			Callable<?> byInterface = (Callable<?>) context.getBean("byInterface");
			assertThat(byInterface.call()).isEqualTo("unnamed");
		});
		assertThat(this.journal.entries()).containsExactlyInAnyOrder("closed marked", "closed unnamed");
	}

	@Test
	@DisplayName("Prototypes: one with a proxy that takes no more advice gets a second one")
	void prototypeWhenItsProxyIsFrozenShouldBeDestroyed() {
		this.contextRunner.withUserConfiguration(Frozen.class)
			.run((context) -> context.getBean(PrototypeProbe.class).as("frozen"));
		assertThat(this.journal.entries()).containsExactly("closed frozen");
	}

	@Test
	@DisplayName("Prototypes: the annotation on a singleton is a mistake, and that is said")
	void singletonWhenMarkedShouldBeTold(CapturedOutput output) {
		this.plainRunner.withUserConfiguration(MarkedSingleton.class)
			.run((context) -> assertThat(isProxy(context.getBean("single"))).isFalse());
		assertThat(output).containsOnlyOnce(
				"Bean 'single' of type [" + Marked.class.getName() + "] is marked with @Finalized, which is for");
		assertThat(this.journal.entries()).containsExactly("closed unnamed");
	}

	@Configuration(proxyBeanMethods = false)
	static class Workers {

		@Bean
		@Scope("prototype")
		Worker worker(Journal journal) {
			return new Worker(journal);
		}

	}

	static class Worker implements AutoCloseable {

		private final Journal journal;

		Worker(Journal journal) {
			this.journal = journal;
		}

		void work() {
			Collector.collectSomeTimes();
			this.journal.note("worked");
		}

		@Override
		public void close() {
			this.journal.note("closed worker");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalMethods {

		@Bean
		@Scope("prototype")
		FinalMethod unmarked(Journal journal) {
			return new FinalMethod(journal);
		}

		@Bean
		@Scope("prototype")
		@Finalized
		FinalMethod marked(Journal journal) {
			return new FinalMethod(journal);
		}

		@Bean
		@Scope("prototype")
		Callable<String> byInterface(Journal journal) {
			return new FinalMethod(journal);
		}

	}

	static class FinalMethod extends PrototypeProbe implements Callable<String> {

		FinalMethod(Journal journal) {
			super(journal);
		}

		@Override
		public final String call() {
			return name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Frozen {

		@Bean
		@Scope("prototype")
		PrototypeProbe frozen(Journal journal) {
			ProxyFactory factory = new ProxyFactory(new PrototypeProbe(journal));
			factory.setProxyTargetClass(true);
			factory.setFrozen(true);
			return (PrototypeProbe) factory.getProxy();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedSingleton {

		@Bean
		Marked single(Journal journal) {
			return new Marked(journal);
		}

	}

	@Finalized
	static class Marked extends PrototypeProbe {

		Marked(Journal journal) {
			super(journal);
		}

	}

}
