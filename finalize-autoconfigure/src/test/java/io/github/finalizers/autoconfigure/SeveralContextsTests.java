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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

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
	@DisplayName("C39 closing the parent of a plain child leaves the child and its registry at work")
	void closeWhenOfThePlainParentShouldLeaveTheChildAlone() {
		AnnotationConfigApplicationContext parent = new AnnotationConfigApplicationContext(Application.class);
		AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
		child.setParent(parent);
		child.register(Application.class);
		child.refresh();
		register(child, "child");
		register(parent, "parent");
		parent.close();
		assertThat(this.journal.entries()).containsExactly("parent");
		assertThat(child.isActive()).isTrue();
		register(child, "child again");
		child.close();
		assertThat(this.journal.entries()).containsExactly("parent", "child again", "child");
	}

	@Test
	@DisplayName("C39 a restart that closes the context and its parents sweeps each once, and the new ones at their close")
	void closeWhenOfAllContextsForARestartShouldSweepEach() {
		for (int run = 1; run <= 2; run++) {
			ConfigurableApplicationContext parent = application().run();
			ConfigurableApplicationContext child = application().parent(parent).run();
			register(parent, "parent " + run);
			register(child, "child " + run);
			child.close();
			parent.close();
		}
		assertThat(this.journal.entries()).containsExactly("child 1", "parent 1", "child 2", "parent 2");
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

}
