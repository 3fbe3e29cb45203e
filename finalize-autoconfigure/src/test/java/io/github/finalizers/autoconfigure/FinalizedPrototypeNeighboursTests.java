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
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.engine.Collector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: what looks like one, and is left
 * alone.
 */
class FinalizedPrototypeNeighboursTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: a factory bean answers for what it makes, and neither is touched")
	void prototypeWhenMadeByAFactoryBeanShouldBeLeftToIt() {
		this.contextRunner.withUserConfiguration(Factories.class).run((context) -> {
			assertThat(context.getBean("ofSingleton")).isExactlyInstanceOf(PrototypeProbe.class);
			assertThat(context.getBean("ofPrototype")).isExactlyInstanceOf(PrototypeProbe.class);
			assertThat(context.getBean("&ofPrototype")).isExactlyInstanceOf(ProbeFactory.class);
			Collector.collectSomeTimes();
			assertThat(this.journal.entries()).isEmpty();
		});
	}

	@Test
	@DisplayName("Prototypes: an object of the application's own that is configured as one stays its own")
	void objectWhenConfiguredOrCreatedByTheFactoryShouldBeLeftAlone() {
		ApplicationContextRunner contextRunner = this.contextRunner.withBean(OwnProbe.class,
				() -> new OwnProbe(this.journal), (definition) -> definition.setScope("prototype"));
		contextRunner.run((context) -> {
			AutowireCapableBeanFactory factory = context.getAutowireCapableBeanFactory();
			context.getBean(OwnProbe.class).as("made by the factory");
			OwnProbe own = new OwnProbe(this.journal);
			factory.configureBean(own, context.getBeanNamesForType(OwnProbe.class)[0]);
			assertThat(isProxy(factory.createBean(OwnProbe.class))).isFalse();
			collectUntilNoted("closed made by the factory");
			assertThat(own.name()).isEqualTo("unnamed");
			assertThat(live(context)).isZero();
		});
		assertThat(this.journal.entries()).containsExactly("closed made by the factory");
	}

	@Configuration(proxyBeanMethods = false)
	static class Factories {

		@Bean
		ProbeFactory ofSingleton(Journal journal) {
			return new ProbeFactory(journal);
		}

		@Bean
		@Scope("prototype")
		ProbeFactory ofPrototype(Journal journal) {
			return new ProbeFactory(journal);
		}

	}

	static class ProbeFactory implements FactoryBean<PrototypeProbe>, AutoCloseable {

		private final Journal journal;

		ProbeFactory(Journal journal) {
			this.journal = journal;
		}

		@Override
		public PrototypeProbe getObject() {
			return new PrototypeProbe(this.journal);
		}

		@Override
		public Class<?> getObjectType() {
			return PrototypeProbe.class;
		}

		@Override
		public boolean isSingleton() {
			return false;
		}

		@Override
		public void close() {
			this.journal.note("factory closed");
		}

	}

	static class OwnProbe extends PrototypeProbe {

		OwnProbe(Journal journal) {
			super(journal);
		}

	}

}
