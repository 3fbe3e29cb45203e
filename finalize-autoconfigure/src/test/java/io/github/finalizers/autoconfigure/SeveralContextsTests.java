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
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for several contexts in one JVM.
 */
class SeveralContextsTests {

	private final Journal journal = new Journal();

	@Test
	@DisplayName("C39 closing the child sweeps the child's registry alone, and a stop of the parent after it nothing")
	void closeWhenOfAChildShouldLeaveTheParentAlone() {
		ConfigurableApplicationContext parent = application().run();
		ConfigurableApplicationContext child = application().parent(parent).run();
		register(parent, "parent");
		register(child, "child");
		child.close();
		parent.stop();
		assertThat(this.journal.entries()).containsExactly("child");
		parent.start();
		register(parent, "parent again");
		parent.close();
		assertThat(this.journal.entries()).containsExactly("child", "parent again", "parent");
	}

	@Test
	@DisplayName("C39 closing the parent sweeps the child's registry first")
	void closeWhenOfTheParentShouldSweepTheChildFirst() {
		ConfigurableApplicationContext parent = application().run();
		ConfigurableApplicationContext child = application().parent(parent).run();
		register(child, "child");
		register(parent, "parent");
		parent.close();
		// Spring Boot holds the child weakly.
		assertThat(child.isActive()).isFalse();
		assertThat(this.journal.entries()).containsExactly("child", "parent");
	}

	@Test
	@DisplayName("C39 a child without a registry of its own uses the parent's, and its close runs nothing")
	void closeWhenChildUsesTheParentsRegistryShouldRunNothing() {
		ConfigurableApplicationContext parent = application().run();
		ConfigurableApplicationContext child = new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.parent(parent)
			.run();
		register(child, "by child");
		child.close();
		assertThat(this.journal.entries()).isEmpty();
		parent.close();
		assertThat(this.journal.entries()).containsExactly("by child");
	}

	@Test
	@DisplayName("C39 two contexts in one JVM are swept each on its own")
	void closeWhenOneOfTwoContextsShouldLeaveTheOtherAlone() {
		ConfigurableApplicationContext one = application().run();
		ConfigurableApplicationContext other = application().run();
		register(one, "one");
		register(other, "other");
		one.close();
		assertThat(this.journal.entries()).containsExactly("one");
		other.close();
		assertThat(this.journal.entries()).containsExactly("one", "other");
	}

	@Test
	@DisplayName("C37 the sweep runs in its phase although a listener of the close fails")
	void sweepWhenCloseListenerFailsShouldRunBeforeAnyBeanIsDestroyed() {
		ConfigurableApplicationContext context = application().sources(FailingCloseListener.class).run();
		NotingLifecycle bean = new NotingLifecycle("bean", 0, this.journal);
		context.getBeanFactory().registerSingleton("bean", bean);
		context.getBean(FinalizerRegistry.class)
			.register(this, bean, (state) -> this.journal.note("action, alive: " + state.isAlive()));
		context.close();
		context.close();
		assertThat(this.journal.entries()).containsExactly("action, alive: true");
	}

	private void register(ApplicationContext context, String entry) {
		context.getBean(FinalizerRegistry.class).register(this, () -> this.journal.note(entry));
	}

	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingCloseListener {

		@Bean
		ApplicationListener<ContextClosedEvent> failing() {
			return (event) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

}
