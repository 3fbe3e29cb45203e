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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.autoconfigure.WorkInFlight.Seen;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a request that is being served when the web server closes without draining.
 */
class ImmediateShutdownTests {

	@Test
	@DisplayName("C37 with server.shutdown=immediate a request is interrupted and gets no answer, but before the sweep")
	void requestWhenShutdownIsImmediateShouldBeInterruptedBeforeTheSweep() throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.run("--server.address=127.0.0.1", "--server.port=0", "--server.shutdown=immediate");
		WorkInFlight work = context.getBean(WorkInFlight.class);
		work.uses(context.getBean(FinalizerRegistry.class));
		work.untilFinalized();
		URI uri = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/work");
		CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		work.awaitBegun();
		context.close();
		assertThat(work.seen()).isEqualTo(Seen.INTERRUPT);
		assertThat(work.isFinalized()).isTrue();
		assertThat(response).failsWithin(Duration.ofSeconds(20));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		WorkInFlight work() {
			return new WorkInFlight();
		}

		@Bean
		Requests requests(WorkInFlight work) {
			return new Requests(work);
		}

	}

	@RestController
	static class Requests {

		private final WorkInFlight work;

		Requests(WorkInFlight work) {
			this.work = work;
		}

		@GetMapping("/work")
		String work() {
			this.work.run();
			return "worked";
		}

	}

}
