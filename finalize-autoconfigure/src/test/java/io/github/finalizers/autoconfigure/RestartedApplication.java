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

import java.util.List;
import java.util.concurrent.Callable;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;

/**
 * An application that is loaded in a class loader of its own. It is public, with public
 * members, because its package there is another one.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class })
public class RestartedApplication {

	@Bean
	public FinalizerListener listener() {
		return new Listener();
	}

	@Bean
	public FinalizerRegistryCustomizer customizer() {
		return (builder) -> builder.clock(System::nanoTime);
	}

	/**
	 * Use the registry, and hand out everything that a registry hands out.
	 * @param registry the registry
	 * @return the work
	 */
	@Bean
	public Callable<List<Object>> work(FinalizerRegistry registry) {
		return () -> {
			Object referent = new byte[1];
			FinalizerRegistry view = registry.named("work");
			Finalizer<Void> live = view.register(referent, new Application(), Application::run);
			Finalizer<Void> dead = view.register(referent, () -> new Application().run());
			dead.call();
			return List.of(referent, live, dead, view, registry);
		};
	}

	public static class Listener implements FinalizerListener {

	}

	public static class Application {

		void run() {
		}

	}

}
