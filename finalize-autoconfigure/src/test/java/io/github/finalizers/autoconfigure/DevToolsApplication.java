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

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.FinalizerRegistry;

/**
 * An application that developer tools restart twice.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class })
public class DevToolsApplication {

	private static final String LOADERS = DevToolsApplication.class.getName() + ".loaders";

	public static void main(String[] arguments) throws Exception {
		ConfigurableApplicationContext context = SpringApplication.run(DevToolsApplication.class,
				"--spring.main.web-application-type=none");
		List<WeakReference<ClassLoader>> loaders = loaders();
		loaders.add(new WeakReference<>(DevToolsApplication.class.getClassLoader()));
		int run = loaders.size();
		Object referent = new Object();
		context.getBean(FinalizerRegistry.class).register(referent, () -> System.out.println("RAN at exit of " + run));
		System.out.println("STARTED " + run + " in " + DevToolsApplication.class.getClassLoader().getClass().getName());
		if (run < 3) {
			Restarter.getInstance().restart();
			return;
		}
		// The first loader is kept by Spring Boot itself, by its one shutdown hook.
		WeakReference<ClassLoader> second = loaders.get(1);
		long end = System.nanoTime() + 20_000_000_000L;
		while (second.get() != null && System.nanoTime() < end) {
			System.gc();
			Thread.sleep(20);
		}
		System.out.println("SECOND loader " + ((second.get() != null) ? "held" : "collected"));
		System.exit(0);
	}

	/**
	 * Return the loaders of all runs, from a place that no restart reloads.
	 * @return the loaders
	 */
	@SuppressWarnings("unchecked")
	private static List<WeakReference<ClassLoader>> loaders() {
		return (List<WeakReference<ClassLoader>>) System.getProperties()
			.computeIfAbsent(LOADERS, (key) -> new ArrayList<WeakReference<ClassLoader>>());
	}

}
