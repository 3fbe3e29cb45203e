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

import org.springframework.beans.factory.config.ConfigurableBeanFactory;

/**
 * Runs the destroy callbacks of the beans of one definition.
 */
final class PrototypeDestroyer {

	private final String name;

	/**
	 * Weak: the finalizers are not to lead by this way to all that the context holds,
	 * their referents too.
	 */
	private final WeakReference<ConfigurableBeanFactory> beanFactory;

	PrototypeDestroyer(String name, ConfigurableBeanFactory beanFactory) {
		this.name = name;
		this.beanFactory = new WeakReference<>(beanFactory);
	}

	/**
	 * Run all destroy callbacks, as Spring does it for a singleton: what one throws is
	 * logged.
	 * @param target the bean itself
	 */
	void destroy(Object target) {
		ConfigurableBeanFactory beanFactory = this.beanFactory.get();
		if (beanFactory == null) {
			throw new IllegalStateException("Prototype bean '" + this.name
					+ "' cannot be destroyed: its application context is gone without having been closed");
		}
		beanFactory.destroyBean(this.name, target);
	}

}
