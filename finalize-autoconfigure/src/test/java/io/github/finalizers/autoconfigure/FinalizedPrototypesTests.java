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

import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for prototype-scoped beans that are destroyed: when, and how often.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizedPrototypesTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: one that nobody holds is destroyed when it is collected, one that is held at close")
	void prototypeWhenNoLongerHeldShouldBeDestroyedOnce() {
		List<PrototypeProbe> held = new ArrayList<>();
		this.contextRunner.withUserConfiguration(Probe.class).run((context) -> {
			held.add(context.getBean(PrototypeProbe.class).as("held"));
			context.getBean(PrototypeProbe.class).as("dropped");
			collectUntilNoted("closed dropped");
			assertThat(this.journal.entries()).containsExactly("closed dropped");
			assertThat(held.get(0).name()).isEqualTo("held");
			assertThat(live(context)).isEqualTo(1);
		});
		assertThat(this.journal.entries()).containsExactly("closed dropped", "closed held");
	}

	@Test
	@DisplayName("Prototypes: at close they are destroyed newest first, while the singletons are alive")
	void prototypesWhenContextClosesShouldBeDestroyedNewestFirst() {
		List<PrototypeProbe> held = new ArrayList<>();
		this.contextRunner.withUserConfiguration(Probe.class, Singleton.class).run((context) -> {
			for (String name : List.of("one", "two", "three")) {
				held.add(context.getBean(PrototypeProbe.class).as(name));
			}
		});
		assertThat(this.journal.entries()).containsExactly("closed three", "closed two", "closed one",
				"singleton destroyed");
	}

	@ParameterizedTest
	@ValueSource(classes = { Annotated.class, Disposable.class, Named.class, Inferred.class, Closeable.class })
	@DisplayName("Prototypes: every kind of destroy callback runs, once")
	void prototypeWhenItHasADestroyCallbackShouldBeDestroyedByIt(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			context.getBean("probe");
			collectUntilNoted("destroyed");
		});
		assertThat(this.journal.entries()).containsExactly("destroyed");
	}

	@Test
	@DisplayName("Prototypes: one that the application closes itself is closed once, and counted as called")
	void prototypeWhenClosedByTheApplicationShouldNotBeClosedAgain() {
		this.contextRunner.withUserConfiguration(Probe.class).run((context) -> {
			try (PrototypeProbe probe = context.getBean(PrototypeProbe.class).as("mine")) {
				assertThat(probe.name()).isEqualTo("mine");
			}
			assertThat(this.journal.entries()).containsExactly("closed mine");
			assertThat(finished(context, FinalizerCause.CALLED)).isEqualTo(1);
			assertThat(live(context)).isZero();
		});
		assertThat(this.journal.entries()).containsExactly("closed mine");
	}

	@Test
	@DisplayName("Prototypes: what a close throws reaches the application that calls it")
	void prototypeWhenItsCloseThrowsShouldPassThatOn() {
		this.contextRunner.withUserConfiguration(Failing.class).run((context) -> {
			PrototypeProbe probe = context.getBean(PrototypeProbe.class);
			assertThatIllegalStateException().isThrownBy(probe::close).withMessage("on purpose");
			assertThat(live(context)).isZero();
		});
	}

	@Test
	@DisplayName("Prototypes: what a callback throws is logged as Spring does it, and the others are destroyed")
	void prototypeWhenItsCallbackThrowsShouldBeLogged(CapturedOutput output) {
		List<Object> held = new ArrayList<>();
		this.contextRunner.withUserConfiguration(Failing.class, Closeable.class).run((context) -> {
			held.add(context.getBean("probe"));
			held.add(context.getBean("failing"));
		});
		assertThat(output).contains("'failing'").contains("on purpose");
		assertThat(this.journal.entries()).containsExactly("destroyed");
	}

	@Configuration(proxyBeanMethods = false)
	static class Singleton {

		@Bean
		DisposableBean singleton(Journal journal) {
			return () -> journal.note("singleton destroyed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Annotated {

		@Bean
		@Scope("prototype")
		WithPreDestroy probe(Journal journal) {
			return new WithPreDestroy(journal);
		}

	}

	static class WithPreDestroy {

		private final Journal journal;

		WithPreDestroy(Journal journal) {
			this.journal = journal;
		}

		@PreDestroy
		private void end() {
			this.journal.note("destroyed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Disposable {

		@Bean
		@Scope("prototype")
		DisposableBean probe(Journal journal) {
			return new DisposableBean() {

				@Override
				public void destroy() {
					journal.note("destroyed");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Named {

		@Bean(destroyMethod = "end")
		@Scope("prototype")
		WithMethods probe(Journal journal) {
			return new WithMethods(journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Inferred {

		@Bean
		@Scope("prototype")
		WithMethods probe(Journal journal) {
			return new WithMethods(journal);
		}

	}

	public static class WithMethods {

		private final Journal journal;

		WithMethods(Journal journal) {
			this.journal = journal;
		}

		void end() {
			this.journal.note("destroyed");
		}

		public void shutdown() {
			this.journal.note("destroyed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Closeable {

		@Bean
		@Scope("prototype")
		AutoCloseable probe(Journal journal) {
			return () -> journal.note("destroyed");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		@Scope("prototype")
		PrototypeProbe failing(Journal journal) {
			return new PrototypeProbe(journal) {

				@Override
				public void close() {
					throw new IllegalStateException("on purpose");
				}

			};
		}

	}

}
