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

import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a real web application that is terminated while it works.
 */
class WebApplicationIntegrationTests {

	private static final List<String> AT_WORK = List.of("REQUEST", "TASK", "SCHEDULED");

	@Test
	@DisplayName("C37 SIGTERM: request, task and @Scheduled at work end with what they use alive, then it is finalized")
	void processWhenTerminatedAtWorkShouldSweepAfterTheWork() throws Exception {
		try (TestProcess process = TestProcess.start(Application.class)) {
			URI work = URI.create("http://127.0.0.1:" + process.awaitLine("PORT ").substring(5) + "/work");
			CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
				.sendAsync(HttpRequest.newBuilder(work).build(), BodyHandlers.ofString());
			for (String who : AT_WORK) {
				process.awaitLine(who + " begun");
			}
			process.terminate();
			assertThat(response.get(30, TimeUnit.SECONDS).body()).isEqualTo("worked");
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			for (String who : AT_WORK) {
				assertThat(process.lines()).containsSubsequence(who + " ended, its object alive: true",
						"RAN action of " + who, "BEAN destroyed");
			}
			assertThat(process.lines()).containsOnlyOnce("BEAN destroyed", "RAN action of REQUEST",
					"RAN action of TASK", "RAN action of SCHEDULED");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	public static class Application {

		public static void main(String[] arguments) {
			new SpringApplicationBuilder(Application.class).run("--server.address=127.0.0.1", "--server.port=0");
		}

		@Bean
		Worker worker(FinalizerRegistry registry, @Qualifier("applicationTaskExecutor") Executor executor) {
			return new Worker(registry, executor);
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> port() {
			return (event) -> say(
					"PORT " + event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
		}

		@Bean
		ApplicationListener<ContextClosedEvent> closing(Worker worker) {
			return (event) -> worker.closing.countDown();
		}

		private static synchronized void say(String line) {
			System.out.println(line);
			System.out.flush();
		}

	}

	@RestController
	static class Worker implements AutoCloseable {

		private final CountDownLatch closing = new CountDownLatch(1);

		private final FinalizerRegistry registry;

		private final Executor executor;

		Worker(FinalizerRegistry registry, Executor executor) {
			this.registry = registry;
			this.executor = executor;
		}

		@GetMapping("/work")
		String work() {
			this.executor.execute(() -> workUntilTheCloseHasBegun("TASK", 300));
			workUntilTheCloseHasBegun("REQUEST", 200);
			return "worked";
		}

		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.HOURS)
		void scheduled() {
			workUntilTheCloseHasBegun("SCHEDULED", 400);
		}

		/**
		 * Use an object until the close has begun, and on for a while, so that who
		 * doesn't wait is seen.
		 */
		private void workUntilTheCloseHasBegun(String who, int andMilliseconds) {
			Object used = new Object();
			AtomicBoolean alive = new AtomicBoolean(true);
			this.registry.register(used, alive, (state) -> {
				state.set(false);
				Application.say("RAN action of " + who);
			});
			Application.say(who + " begun");
			try {
				this.closing.await();
				TimeUnit.MILLISECONDS.sleep(andMilliseconds);
				Application.say(who + " ended, its object alive: " + alive);
			}
			catch (InterruptedException ex) {
				Application.say("INTERRUPTED");
			}
			Reference.reachabilityFence(used);
		}

		@Override
		public void close() {
			Application.say("BEAN destroyed");
		}

	}

}
