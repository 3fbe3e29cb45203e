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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Lookup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.Collector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: all the ways by which an
 * application gets one.
 */
class FinalizedPrototypeSourcesTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: those of ObjectProvider and of a lookup method are destroyed")
	void prototypeWhenProvidedOrLookedUpShouldBeDestroyed() {
		this.contextRunner.withUserConfiguration(Probe.class, Users.class).run((context) -> {
			context.getBean(Provided.class).probes.getObject().as("provided");
			context.getBean(LookedUp.class).probe().as("looked up");
			collectUntilNoted("closed provided");
			collectUntilNoted("closed looked up");
			assertThat(finished(context, FinalizerCause.COLLECTED)).isEqualTo(2);
		});
	}

	@Test
	@DisplayName("Prototypes: one that a singleton holds is destroyed at close, before the singleton")
	void prototypeWhenInjectedIntoASingletonShouldBeDestroyedAtClose() {
		this.contextRunner.withUserConfiguration(Probe.class, Holder.class).run((context) -> {
			Collector.collectSomeTimes();
			assertThat(live(context)).isEqualTo(1);
		});
		assertThat(this.journal.entries()).containsExactly("closed injected", "holder destroyed");
	}

	@Test
	@DisplayName("Prototypes: a scoped proxy makes one for each call, and each is destroyed")
	void prototypeWhenBehindAScopedProxyShouldBeDestroyed() {
		this.contextRunner.withUserConfiguration(ScopedProbe.class).run((context) -> {
			PrototypeProbe scoped = context.getBean(PrototypeProbe.class);
			scoped.as("first");
			assertThat(scoped.name()).isEqualTo("unnamed");
			collectUntilNoted("closed first");
			collectUntilNoted("closed unnamed");
		});
		assertThat(this.journal.entries()).containsExactlyInAnyOrder("closed first", "closed unnamed");
	}

	@Test
	@DisplayName("Prototypes: generic injection points find theirs")
	void prototypeWhenGenericShouldBeInjectedByItsTypeArguments() {
		this.contextRunner.withUserConfiguration(Boxes.class).run((context) -> {
			BoxUser user = context.getBean(BoxUser.class);
			assertThat(user.strings.getObject().content()).isEqualTo("text");
			assertThat(user.numbers.getObject().content()).isEqualTo(42);
			assertThat(isProxy(user.numbers.getObject())).isTrue();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Provided.class, LookedUp.class })
	static class Users {

	}

	static class Provided {

		private final ObjectProvider<PrototypeProbe> probes;

		Provided(ObjectProvider<PrototypeProbe> probes) {
			this.probes = probes;
		}

	}

	abstract static class LookedUp {

		@Lookup
		abstract PrototypeProbe probe();

	}

	@Configuration(proxyBeanMethods = false)
	static class Holder {

		@Bean
		DisposableBean holder(PrototypeProbe probe, Journal journal) {
			probe.as("injected");
			return () -> journal.note(probe.name().equals("injected") ? "holder destroyed" : "another");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedProbe {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		PrototypeProbe scoped(Journal journal) {
			return new PrototypeProbe(journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(BoxUser.class)
	static class Boxes {

		@Bean
		@Scope("prototype")
		Box<String> strings() {
			return new Box<>("text");
		}

		@Bean
		@Scope("prototype")
		Box<Integer> numbers() {
			return new Box<>(42);
		}

	}

	static class BoxUser {

		private final ObjectProvider<Box<String>> strings;

		private final ObjectProvider<Box<Integer>> numbers;

		BoxUser(ObjectProvider<Box<String>> strings, ObjectProvider<Box<Integer>> numbers) {
			this.strings = strings;
			this.numbers = numbers;
		}

	}

	static class Box<T> implements AutoCloseable {

		private final T content;

		Box(T content) {
			this.content = content;
		}

		T content() {
			return this.content;
		}

		@Override
		public void close() {
		}

	}

}
