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

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Closes the registry when the JVM exits while the start of the application hangs: Spring
 * destroys no bean then. The registry depends on this bean, so that it is there first and
 * gone last.
 */
final class FinalizerShutdownHandler implements Runnable, InitializingBean, DisposableBean {

	private volatile @Nullable WeakReference<ManagedRegistry> registry;

	void guard(ManagedRegistry registry) {
		this.registry = new WeakReference<>(registry);
	}

	@Override
	public void afterPropertiesSet() {
		unlessShuttingDown(() -> SpringApplication.getShutdownHandlers().add(this));
	}

	@Override
	public void run() {
		WeakReference<ManagedRegistry> reference = this.registry;
		ManagedRegistry registry = (reference != null) ? reference.get() : null;
		if (registry != null) {
			registry.close();
		}
	}

	/**
	 * Take the handler back: the handlers are static and would pin the class loader.
	 */
	@Override
	public void destroy() {
		unlessShuttingDown(() -> SpringApplication.getShutdownHandlers().remove(this));
	}

	private void unlessShuttingDown(Runnable change) {
		try {
			change.run();
		}
		catch (IllegalStateException ex) {
			// 'Shutdown in progress': the handlers run already, and end with the JVM.
		}
	}

}
