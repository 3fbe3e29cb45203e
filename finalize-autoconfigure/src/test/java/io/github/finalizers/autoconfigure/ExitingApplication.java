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
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.event.ContextRefreshedEvent;

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
		if (ending == Ending.HALT_AFTER_REFRESH) {
			System.setProperty("spring.context.exit", "onRefresh");
		}
		ConfigurableApplicationContext context = new SpringApplicationBuilder(ExitingApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(ending != Ending.MAIN_ENDS_WITHOUT_HOOK)
			.run("--finalize.exit.timeout=30s",
					"--finalize.exit.action-timeout=" + (ending.exitsInAction() ? 500 : 30000) + "ms");
		say("READY");
		switch (ending) {
			case EXIT_FROM_MAIN -> {
				closeInVain(context);
				System.exit(3);
			}
			case EXIT_IN_ACTION_OF_CLOSE, TERM_DURING_CLOSE -> context.close();
			case MAIN_ENDS_WITHOUT_HOOK -> say("MAIN ends");
			default -> new CountDownLatch(1).await();
		}
	}

	private static void closeInVain(ConfigurableApplicationContext context) {
		Thread.currentThread().interrupt();
		context.close();
		say("CLOSED in vain, active: " + context.isActive());
	}

	private static synchronized void say(String line) {
		System.out.println(line);
		System.out.flush();
	}

	@Bean
	Early early(FinalizerRegistry registry, ConfigurableApplicationContext context) {
		Early early = new Early(registry);
		registry.register(this, early, (state) -> say("RAN older, early alive: " + state.alive));
		switch (ending) {
			case EXIT_IN_ACTION_OF_CLOSE, TERM_AND_EXIT_IN_ACTION -> registry.register(this, () -> System.exit(4));
			case TERM_DURING_CLOSE -> registry.register(this, () -> say("WAITED, interrupted: " + awaitShutdown()));
			case TERM -> addHooks(registry, early, context);
			default -> {
			}
		}
		registry.register(this, () -> say("RAN newer"));
		say("EARLY made");
		return early;
	}

	/**
	 * Add what an application may run at exit: something of Spring Boot's after the
	 * contexts, and something of the JVM's that looks when the context is gone.
	 */
	private static void addHooks(FinalizerRegistry registry, Early early, ConfigurableApplicationContext context) {
		SpringApplication.getShutdownHandlers().add(() -> say("HANDLER finds live: " + registry.liveCount()));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			while (context.isActive()) {
				Thread.onSpinWait();
			}
			say("HOOK finds early alive: " + early.alive);
		}));
	}

	@Bean
	@DependsOn("early")
	Object stuck() throws InterruptedException {
		switch (ending) {
			case EXIT_IN_BEAN -> System.exit(5);
			case TERM_WHILE_BEAN_SLEEPS -> awaitShutdown();
			case TERM_WHILE_BEAN_WAITS -> {
				say("HANGING");
				new CountDownLatch(1).await();
			}
			case TERM_WHILE_BEAN_HANGS -> {
				while (true) {
					say("HANGING");
					awaitForEver();
				}
			}
			default -> {
			}
		}
		return new Object();
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> started() {
		return (event) -> say("STARTED");
	}

	private static void awaitForEver() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			// Heeded by nobody.
		}
	}

	/**
	 * Wait, in short sleeps, until the JVM shuts down.
	 * @return whether that was interrupted
	 */
	private static boolean awaitShutdown() {
		say("HANGING");
		try {
			while (Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("SpringApplicationShutdownHook"))) {
				Thread.sleep(10);
			}
			return false;
		}
		catch (InterruptedException ex) {
			return true;
		}
	}

	/**
	 * The ways to end.
	 */
	enum Ending {

		TERM("READY"), TERM_DURING_CLOSE("HANGING"), TERM_AND_EXIT_IN_ACTION("READY"), TERM_WHILE_BEAN_HANGS("HANGING"),

		TERM_WHILE_BEAN_WAITS("HANGING"), TERM_WHILE_BEAN_SLEEPS("HANGING"), EXIT_FROM_MAIN(null),

		EXIT_IN_ACTION_OF_CLOSE(null), EXIT_IN_BEAN(null), MAIN_ENDS_WITHOUT_HOOK(null), HALT_AFTER_REFRESH(null);

		private final String terminatedWhenItSays;

		Ending(String terminatedWhenItSays) {
			this.terminatedWhenItSays = terminatedWhenItSays;
		}

		/**
		 * Return the line at which it is to be terminated, or {@code null} if it ends by
		 * itself.
		 * @return a line or {@code null}
		 */
		String terminatedWhenItSays() {
			return this.terminatedWhenItSays;
		}

		boolean exitsInAction() {
			return this == EXIT_IN_ACTION_OF_CLOSE || this == TERM_AND_EXIT_IN_ACTION;
		}

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
