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

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.finalizers.FinalizerRegistry;

/**
 * Runs an application a hundred times in one JVM, each time in a class loader of its own,
 * and keeps all that its registries gave out. Half of the loaders load the application's
 * own classes anew, as developer tools do; the other half load this library anew, too, as
 * a server does with a web application.
 */
public final class ReloadingApplication {

	private static final int RUNS = 100;

	/**
	 * As a static of a class that outlives the application.
	 */
	private static final List<Object> OUTSIDE = new ArrayList<>();

	private ReloadingApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		// Spring Boot's one hook keeps the loader of the first application of the JVM.
		run(RestartedApplication.class).close();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
		for (int i = 0; i < RUNS; i++) {
			Class<?> reloaded = (i % 2 == 0) ? RestartedApplication.class : FinalizerRegistry.class;
			loaders.add(runAndClose(reloaded));
		}
		long end = System.nanoTime() + 20_000_000_000L;
		while ((held(loaders) > 0 || !started(before).isEmpty()) && System.nanoTime() < end) {
			System.gc();
			Thread.sleep(20);
		}
		System.out.println("HELD loaders " + held(loaders) + " of " + loaders.size());
		System.out.println("HELD objects " + OUTSIDE.size());
		System.out.println("LEFT threads " + started(before));
	}

	private static WeakReference<ClassLoader> runAndClose(Class<?> reloaded) throws Exception {
		ReloadingLoader loader = new ReloadingLoader(reloaded);
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			ConfigurableApplicationContext context = run(loader.loadClass(RestartedApplication.class.getName()));
			if (context.getBeanProvider(reloaded).stream().findAny().isPresent()) {
				throw new IllegalStateException("not loaded anew: " + reloaded);
			}
			Callable<?> work = (Callable<?>) context.getBean("work");
			for (Object given : (List<?>) work.call()) {
				// What is of a class of that loader would hold it by itself.
				if (given.getClass().getClassLoader() != loader) {
					OUTSIDE.add(given);
				}
			}
			context.close();
		}
		finally {
			thread.setContextClassLoader(before);
		}
		return new WeakReference<>(loader);
	}

	private static ConfigurableApplicationContext run(Class<?> application) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run();
	}

	private static long held(List<WeakReference<ClassLoader>> loaders) {
		return loaders.stream().filter((loader) -> !loader.refersTo(null)).count();
	}

	private static Set<Thread> started(Set<Thread> before) {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeAll(before);
		return threads;
	}

	/**
	 * Loads anew the classes whose names begin as that of one class, or are in its
	 * package or below, and leaves the others to its parent.
	 */
	private static final class ReloadingLoader extends ClassLoader {

		private final String prefix;

		ReloadingLoader(Class<?> reloaded) {
			super(ReloadingApplication.class.getClassLoader());
			this.prefix = (reloaded == RestartedApplication.class) ? reloaded.getName() : reloaded.getPackageName();
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded != null) {
					return loaded;
				}
				return name.startsWith(this.prefix) ? define(name) : super.loadClass(name, resolve);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream stream = getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = stream.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
