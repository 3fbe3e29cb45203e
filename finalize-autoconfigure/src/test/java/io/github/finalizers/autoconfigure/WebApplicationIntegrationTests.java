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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.task.TaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a real web application that is terminated while it works.
 */
class WebApplicationIntegrationTests {

	@Test
	@DisplayName("C37 SIGTERM: the request and the task at work end, then the sweep, then beans are destroyed")
	void processWhenTerminatedAtWorkShouldSweepAfterTheWork() throws Exception {
		try (TestProcess process = TestProcess.start(Application.class)) {
			URI work = URI.create("http://127.0.0.1:" + process.awaitLine("PORT ").substring(5) + "/work");
			CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
				.sendAsync(HttpRequest.newBuilder(work).build(), BodyHandlers.ofString());
			process.awaitLine("TASK begun");
			process.awaitLine("REQUEST begun");
			process.terminate();
			assertThat(response.get(30, TimeUnit.SECONDS).body()).isEqualTo("worked");
			assertThat(process.awaitExit()).isEqualTo(128 + 15);
			assertThat(process.lines()
				.stream()
				.filter((line) -> line.matches("(REQUEST|TASK|RAN|BEAN) .*"))
				.sorted()
				.toList())
				.containsExactlyInAnyOrderElementsOf(List.of("BEAN destroyed", "RAN newer",
						"RAN older, bean alive: true", "REQUEST begun", "REQUEST ended", "TASK begun", "TASK ended"));
			assertThat(process.lines()).containsSubsequence("REQUEST ended", "RAN newer", "RAN older, bean alive: true",
					"BEAN destroyed");
			assertThat(process.lines()).containsSubsequence("TASK ended", "RAN newer");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] arguments) {
			new SpringApplicationBuilder(Application.class).run("--server.address=127.0.0.1", "--server.port=0");
		}

		@Bean
		Worker worker(FinalizerRegistry registry, TaskExecutor executor) {
			Worker worker = new Worker(executor);
			registry.register(this, worker, (state) -> say("RAN older, bean alive: " + state.alive));
			registry.register(this, () -> say("RAN newer"));
			return worker;
		}

		@Bean
		ApplicationListener<WebServerInitializedEvent> port() {
			return (event) -> say("PORT " + event.getWebServer().getPort());
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

		private final TaskExecutor executor;

		private volatile boolean alive = true;

		Worker(TaskExecutor executor) {
			this.executor = executor;
		}

		@GetMapping("/work")
		String work() {
			this.executor.execute(() -> {
				Application.say("TASK begun");
				workUntilTheCloseHasBegun(600);
				Application.say("TASK ended");
			});
			Application.say("REQUEST begun");
			workUntilTheCloseHasBegun(300);
			Application.say("REQUEST ended");
			return "worked";
		}

		/**
		 * Work on for a while when the close has begun, so that who doesn't wait is seen.
		 */
		private void workUntilTheCloseHasBegun(int andMilliseconds) {
			try {
				this.closing.await();
				TimeUnit.MILLISECONDS.sleep(andMilliseconds);
			}
			catch (InterruptedException ex) {
				Application.say("INTERRUPTED");
			}
		}

		@Override
		public void close() {
			this.alive = false;
			Application.say("BEAN destroyed");
		}

	}

}
