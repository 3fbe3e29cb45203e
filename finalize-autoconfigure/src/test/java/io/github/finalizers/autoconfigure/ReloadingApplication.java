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
import java.util.List;
import java.util.concurrent.Callable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs an application again and again in one JVM, each time in a class loader of its own,
 * and keeps all that its registries gave out.
 */
public final class ReloadingApplication {

	/**
	 * As a static of a class that outlives the application.
	 */
	private static final List<Object> OUTSIDE = new ArrayList<>();

	private ReloadingApplication() {
	}

	public static void main(String[] arguments) throws Exception {
		// Spring Boot's one hook keeps the loader of the first application of the JVM.
		new SpringApplicationBuilder(RestartedApplication.class).web(WebApplicationType.NONE).run().close();
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			loaders.add(runAndClose());
		}
		long end = System.nanoTime() + 20_000_000_000L;
		while (loaders.stream().anyMatch((loader) -> loader.get() != null) && System.nanoTime() < end) {
			System.gc();
			Thread.sleep(20);
		}
		System.out.println("HELD loaders " + loaders.stream().filter((loader) -> loader.get() != null).count());
		System.out.println("HELD objects " + OUTSIDE.size());
		System.out.println("LEFT threads " + Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("finalizers-"))
			.toList());
	}

	private static WeakReference<ClassLoader> runAndClose() throws Exception {
		ReloadingLoader loader = new ReloadingLoader();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try {
			Class<?> application = loader.loadClass(RestartedApplication.class.getName());
			if (application == RestartedApplication.class) {
				throw new IllegalStateException("not loaded anew");
			}
			ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
				.web(WebApplicationType.NONE)
				.run();
			Callable<?> work = (Callable<?>) context.getBean("work");
			OUTSIDE.addAll((List<?>) work.call());
			context.close();
		}
		finally {
			thread.setContextClassLoader(before);
		}
		return new WeakReference<>(loader);
	}

	/**
	 * Loads the classes of the application itself, and leaves the libraries to its
	 * parent, as developer tools do.
	 */
	private static final class ReloadingLoader extends ClassLoader {

		ReloadingLoader() {
			super(ReloadingApplication.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				if (loaded != null) {
					return loaded;
				}
				return name.startsWith(RestartedApplication.class.getName()) ? define(name)
						: super.loadClass(name, resolve);
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
