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

import java.util.concurrent.CountDownLatch;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import io.github.finalizers.FinalizerRegistry;

/**
 * An application without a web server that ends in one of several ways.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
public class ExitingApplication {

	private static Ending ending;

	public static void main(String[] arguments) throws Exception {
		ending = Ending.valueOf(arguments[0]);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(ExitingApplication.class)
			.web(WebApplicationType.NONE)
			.run("--finalize.exit.action-timeout=500ms");
		say("READY");
		switch (ending) {
			case EXIT_FROM_MAIN -> System.exit(3);
			case EXIT_IN_ACTION_OF_CLOSE -> context.close();
			default -> new CountDownLatch(1).await();
		}
	}

	private static void say(String line) {
		System.out.println(line);
		System.out.flush();
	}

	@Bean
	Early early(FinalizerRegistry registry) {
		Early early = new Early(registry);
		registry.register(this, early, (state) -> say("RAN older, early alive: " + state.alive));
		if (ending == Ending.EXIT_IN_ACTION_OF_CLOSE || ending == Ending.TERM_AND_EXIT_IN_ACTION) {
			registry.register(this, () -> System.exit(4));
		}
		registry.register(this, () -> say("RAN newer"));
		return early;
	}

	@Bean
	@DependsOn("early")
	Object stuck() throws InterruptedException {
		if (ending == Ending.EXIT_IN_BEAN) {
			System.exit(5);
		}
		while (ending == Ending.TERM_WHILE_BEAN_HANGS || ending == Ending.TERM_WHILE_BEAN_WAITS) {
			say("HANGING");
			awaitForEver();
		}
		return new Object();
	}

	private static void awaitForEver() throws InterruptedException {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			if (ending == Ending.TERM_WHILE_BEAN_WAITS) {
				throw ex;
			}
		}
	}

	/**
	 * The ways to end.
	 */
	enum Ending {

		TERM, EXIT_FROM_MAIN, EXIT_IN_ACTION_OF_CLOSE, TERM_AND_EXIT_IN_ACTION, EXIT_IN_BEAN, TERM_WHILE_BEAN_HANGS,

		TERM_WHILE_BEAN_WAITS

	}

	static class Early implements DisposableBean {

		private final FinalizerRegistry registry;

		private volatile boolean alive = true;

		Early(FinalizerRegistry registry) {
			this.registry = registry;
		}

		@Override
		public void destroy() {
			this.alive = false;
			this.registry.named("left").register(this, () -> {
			}).setAtExit(false);
			say("DESTROYED");
		}

	}

}
