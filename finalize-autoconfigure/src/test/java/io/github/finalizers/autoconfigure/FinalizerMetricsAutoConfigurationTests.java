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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.metrics.FinalizerMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FinalizerMetricsAutoConfiguration}.
 */
class FinalizerMetricsAutoConfigurationTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class,
					MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void metersWhenThereIsAMeterRegistryShouldBeBound() {
		withMeters().withPropertyValues("finalize.names[com.acme.uploads].at-exit=false").run((context) -> {
			register(context, "uploads");
			assertThat(live("uploads")).isEqualTo(1);
			assertThat(live("default")).isZero();
			assertThat(live("com.acme.uploads")).isZero();
		});
	}

	@Test
	void metersWhenBeansAreLazyShouldBeBound() {
		withMeters()
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean(MeterRegistry.class);
				register(context, "uploads");
				assertThat(live("uploads")).isEqualTo(1);
			});
	}

	@Test
	@DisplayName("spring.md 13: meters are gone from a meter registry that outlives the context")
	void metersWhenContextClosesShouldBeRemoved() {
		withMeters().run((context) -> assertThat(this.meters.getMeters())
			.anyMatch((meter) -> meter.getId().getName().startsWith("finalizers.")));
		assertThat(this.meters.getMeters()).noneMatch((meter) -> meter.getId().getName().startsWith("finalizers."));
	}

	@Test
	void metricsWhenUserDefinesThemShouldBackOff() {
		FinalizerMetrics own = new FinalizerMetrics();
		withMeters().withBean("own", FinalizerMetrics.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(FinalizerMetrics.class).hasBean("own");
			assertThat(live("default")).isZero();
		});
	}

	@Test
	@DisplayName("spring.md 11: a context without Micrometer starts and works")
	void contextWhenMicrometerIsAbsentShouldHaveNoMetrics() {
		Journal journal = new Journal();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("finalizerMetrics");
				context.getBean(FinalizerRegistry.class).register(this, () -> journal.note("ran"));
			});
		assertThat(journal.entries()).containsExactly("ran");
	}

	@Test
	void contextWhenThereIsNoMeterRegistryShouldStart() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(FinalizerMetrics.class));
	}

	@Test
	@DisplayName("spring.md 13: a child without a meter registry is counted by its nearest ancestor, also once closed")
	void metersWhenChildHasNoMeterRegistryShouldBeOfTheNearestAncestor() {
		withMeters().run((parent) -> {
			register(parent, "uploads");
			try (GenericApplicationContext between = new GenericApplicationContext(parent)) {
				between.refresh();
				child().withParent(between).run((child) -> {
					register(child, "uploads");
					register(child, "of-child");
					assertThat(live("uploads")).isEqualTo(2);
					assertThat(live("of-child")).isEqualTo(1);
				});
			}
			assertThat(live("uploads")).isEqualTo(1);
			assertThat(dead("uploads")).isEqualTo(1);
			assertThat(live("of-child")).isZero();
			assertThat(dead("of-child")).isEqualTo(1);
		});
	}

	@Test
	@DisplayName("C40 what a closing child registers in its destruction is counted by the parent too")
	void metersWhenClosingChildRegistersShouldCountItToo() {
		withMeters().run((parent) -> {
			child().withParent(parent)
				.withBean("late", LateRegistration.class)
				.run((child) -> child.getBean(LateRegistration.class));
			assertThat(dead("late")).isEqualTo(1);
		});
	}

	@Test
	void metersWhenChildHasAMeterRegistryShouldBeItsOwn() {
		SimpleMeterRegistry ofChild = new SimpleMeterRegistry();
		withMeters().run((parent) -> child().withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withParent(parent)
			.withBean("ofChild", MeterRegistry.class, () -> ofChild, (definition) -> definition.setPrimary(true))
			.run((child) -> {
				register(child, "uploads");
				assertThat(ofChild.get("finalizers.live").tag("name", "uploads").gauge().value()).isEqualTo(1);
				assertThat(this.meters.find("finalizers.live").tag("name", "uploads").gauge()).isNull();
			}));
	}

	private ApplicationContextRunner withMeters() {
		return this.contextRunner.withBean("meters", MeterRegistry.class, () -> this.meters);
	}

	private static ApplicationContextRunner child() {
		return new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class));
	}

	private void register(ApplicationContext context, String name) {
		context.getBean(FinalizerRegistry.class).named(name).register(this, () -> {
		});
	}

	private double live(String name) {
		return this.meters.get("finalizers.live").tag("name", name).gauge().value();
	}

	private double dead(String name) {
		return this.meters.get("finalizers.dead").tag("name", name).gauge().value();
	}

	static class LateRegistration implements AutoCloseable {

		private final FinalizerRegistry registry;

		LateRegistration(FinalizerRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void close() {
			this.registry.named("late").register(this, new Object(), (state) -> {
			});
		}

	}

}
