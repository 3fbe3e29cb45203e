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

import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.ReflectionTestUtils;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link FinalizerShutdownHandler}.
 */
class FinalizerShutdownHandlerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	@DisplayName("spring.md 6: the handler is there while the context is, and is taken back at close")
	void handlerWhenContextClosesShouldBeTakenBack() {
		int before = handlers().size();
		this.contextRunner.run((context) -> assertThat(handlers()).hasSize(before + 1));
		assertThat(handlers()).hasSize(before);
	}

	@Test
	void runWhenRegistryIsOpenShouldCloseIt() {
		Journal journal = new Journal();
		ManagedRegistry registry = FinalizerRegistryBuilder.create().build();
		FinalizerShutdownHandler handler = new FinalizerShutdownHandler();
		handler.guard(registry);
		registry.register(this, () -> journal.note("ran"));
		handler.run();
		handler.run();
		assertThat(journal.entries()).containsExactly("ran");
	}

	@Test
	void runWhenThereIsNoRegistryShouldDoNothing() {
		assertThatNoException().isThrownBy(() -> new FinalizerShutdownHandler().run());
	}

	@Test
	void runWhenContextHasClosedShouldDoNothing() {
		Journal journal = new Journal();
		FinalizerShutdownHandler[] handler = new FinalizerShutdownHandler[1];
		this.contextRunner.run((context) -> {
			handler[0] = context.getBean(FinalizerShutdownHandler.class);
			context.getBean(FinalizerRegistry.class).register(this, () -> journal.note("ran"));
		});
		handler[0].run();
		assertThat(journal.entries()).containsExactly("ran");
	}

	private static Set<?> handlers() {
		return (Set<?>) ReflectionTestUtils.getField(SpringApplication.getShutdownHandlers(), "actions");
	}

}
