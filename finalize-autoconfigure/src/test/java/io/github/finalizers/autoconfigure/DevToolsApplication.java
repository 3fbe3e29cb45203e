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

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import io.github.finalizers.FinalizerRegistry;

/**
 * An application that developer tools restart again and again, while a live object of
 * each run is held where no restart reaches.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ FinalizersAutoConfiguration.class, FinalizerMetricsAutoConfiguration.class })
public class DevToolsApplication {

	public static void main(String[] arguments) throws Exception {
		int restarts = Integer.parseInt(arguments[0]);
		SpringApplication application = new SpringApplication(DevToolsApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		ConfigurableApplicationContext context = application.run(arguments);
		ClassLoader loader = DevToolsApplication.class.getClassLoader();
		List<Object> referents = outside("referents");
		List<WeakReference<ClassLoader>> loaders = outside("loaders");
		int run = loaders.size();
		Object referent = new Object();
		referents.add(referent);
		loaders.add(new WeakReference<>(loader));
		context.getBean(FinalizerRegistry.class).register(referent, () -> System.out.println("RAN at exit of " + run));
		System.out.println("STARTED " + run + " in " + loader.getClass().getName());
		if (run < restarts) {
			Restarter.getInstance().restart();
			return;
		}
		context.close();
		// Spring Boot's one hook keeps the first loader, and this thread the last.
		List<WeakReference<ClassLoader>> past = loaders.subList(1, restarts);
		long end = System.nanoTime() + 20_000_000_000L;
		while ((held(past) > 0 || !threads().isEmpty()) && System.nanoTime() < end) {
			System.gc();
			Thread.sleep(20);
		}
		System.out.println("HELD loaders " + held(past) + " of " + past.size());
		System.out.println("HELD objects " + referents.size());
		System.out.println("LEFT threads " + threads());
		System.exit(0);
	}

	/**
	 * Return a list that outlives a restart.
	 * @param <T> the type of what it holds
	 * @param name the name of the list
	 * @return the list
	 */
	@SuppressWarnings("unchecked")
	private static <T> List<T> outside(String name) {
		return (List<T>) System.getProperties().computeIfAbsent("outside." + name, (key) -> new ArrayList<T>());
	}

	private static long held(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().filter((loader) -> !loader.refersTo(null)).count();
	}

	/**
	 * Return the threads of any registry.
	 * @return the threads that a registry has started and that have not ended
	 */
	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("finalizers-"))
			.toList();
	}

}
