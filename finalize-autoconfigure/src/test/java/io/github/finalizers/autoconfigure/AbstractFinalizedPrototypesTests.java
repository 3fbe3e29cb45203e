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

import org.springframework.aop.SpringProxy;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.engine.Collector;

/**
 * Base class for tests of prototype-scoped beans that are destroyed.
 */
abstract class AbstractFinalizedPrototypesTests {

	final Journal journal = new Journal();

	final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class))
		.withBean(Journal.class, () -> this.journal);

	final ApplicationContextRunner contextRunner = this.plainRunner
		.withPropertyValues("finalize.prototype-beans.enabled=true");

	void collectUntilNoted(String entry) {
		Collector.collectUntil(() -> this.journal.entries().contains(entry));
	}

	static boolean isProxy(Object bean) {
		return bean instanceof SpringProxy;
	}

	static long live(BeanFactory context) {
		return prototypes(context).live();
	}

	static long finished(BeanFactory context, FinalizerCause cause) {
		return prototypes(context).finished(cause);
	}

	private static FinalizerStatistics prototypes(BeanFactory context) {
		return context.getBean(FinalizerRegistry.class).named("prototype-beans").statistics();
	}

	@Configuration(proxyBeanMethods = false)
	static class Probe {

		@Bean
		@Scope("prototype")
		PrototypeProbe probe(Journal journal) {
			return new PrototypeProbe(journal);
		}

	}

}
