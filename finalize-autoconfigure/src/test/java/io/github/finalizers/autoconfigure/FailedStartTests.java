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

import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for starts that fail, or are ended by a close.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailedStartTests {

	private static Journal journal = new Journal();

	FailedStartTests() {
		journal = new Journal();
	}

	@Test
	@DisplayName("C39 a bean that fails: what the others have registered runs, newest first")
	void startWhenBeanFailsShouldSweepWhenTheRegistryIsDestroyed() {
		fails(FailingBean.class);
		assertSweptInDestruction();
	}

	@Test
	@DisplayName("C39 a life cycle that fails to start: all beans are alive in the sweep")
	void startWhenLifecycleFailsShouldSweepBeforeAnyBeanIsDestroyed() {
		fails(FailingLifecycle.class);
		assertSweptBeforeDestruction();
	}

	@Test
	@DisplayName("C39 a listener that fails at the end of the start: all beans are alive in the sweep")
	void startWhenListenerFailsShouldSweepBeforeAnyBeanIsDestroyed() {
		fails(FailingListener.class);
		assertSweptBeforeDestruction();
	}

	@Test
	@DisplayName("C39 a runner that fails: all beans are alive in the sweep")
	void startWhenRunnerFailsShouldSweepBeforeAnyBeanIsDestroyed() {
		fails(FailingRunner.class);
		assertSweptBeforeDestruction();
	}

	@Test
	@DisplayName("C39 a port in use: all beans are alive in the sweep")
	void startWhenPortIsInUseShouldSweepBeforeAnyBeanIsDestroyed(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatException()
				.isThrownBy(() -> new SpringApplicationBuilder(WebApplication.class).run("--server.address=127.0.0.1",
						"--server.port=" + taken.getLocalPort()))
				.withStackTraceContaining(PortInUseException.class.getName());
		}
		assertSweptBeforeDestruction();
		assertThat(output).contains("was already in use");
	}

	@Test
	@DisplayName("C39 a close from a bean's creation sweeps")
	void startWhenBeanClosesTheContextShouldSweep() {
		fails(ClosingBean.class);
		assertSweptInDestruction();
	}

	@Test
	@DisplayName("C39 a close from a listener at the end of the start sweeps")
	void startWhenListenerClosesTheContextShouldSweep() {
		new SpringApplicationBuilder(ClosingListener.class).web(WebApplicationType.NONE).run();
		assertSweptBeforeDestruction();
	}

	private static void fails(Class<?> configuration) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run());
	}

	private static void assertSweptInDestruction() {
		assertThat(journal.entries()).containsExactly("early destroyed", "newer", "older, early alive: false");
	}

	private static void assertSweptBeforeDestruction() {
		assertThat(journal.entries()).filteredOn((entry) -> !entry.endsWith("started") && !entry.endsWith("stopped"))
			.containsExactly("newer", "older, early alive: true", "late destroyed", "early destroyed");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(FinalizersAutoConfiguration.class)
	static class Early {

		@Bean
		NotingLifecycle early(FinalizerRegistry registry) {
			NotingLifecycle early = new NotingLifecycle("early", 0, journal);
			registry.register(journal, early, (state) -> journal.note("older, early alive: " + state.isAlive()));
			registry.register(early, () -> journal.note("newer"));
			return early;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyAndLate extends Early {

		@Bean
		NotingLifecycle late(NotingLifecycle early) {
			return new NotingLifecycle("late", 0, journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingBean extends Early {

		@Bean
		Object failing(NotingLifecycle early) {
			throw new IllegalStateException("on purpose");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingLifecycle extends EarlyAndLate {

		@Bean
		NotingLifecycle failing() {
			return new NotingLifecycle("failing", Integer.MAX_VALUE, new Journal()) {

				@Override
				public void start() {
					throw new IllegalStateException("on purpose");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingListener extends EarlyAndLate {

		@Bean
		ApplicationListener<ContextRefreshedEvent> failing() {
			return (event) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner extends EarlyAndLate {

		@Bean
		ApplicationRunner failing() {
			return (arguments) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebApplication extends EarlyAndLate {

	}

	@Configuration(proxyBeanMethods = false)
	static class ClosingBean extends Early {

		@Bean
		Object closing(NotingLifecycle early, ConfigurableApplicationContext context) {
			context.close();
			return new Object();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClosingListener extends EarlyAndLate {

		@Bean
		ApplicationListener<ContextRefreshedEvent> closing(ConfigurableApplicationContext context) {
			return (event) -> context.close();
		}

	}

}
