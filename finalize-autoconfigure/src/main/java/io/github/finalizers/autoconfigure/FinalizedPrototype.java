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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

import io.github.finalizers.FinalizerRegistry;

/**
 * One definition of a prototype-scoped bean that is to be destroyed. The application
 * holds a proxy, the finalizer of the proxy holds the target.
 */
final class FinalizedPrototype {

	private static final Log logger = LogFactory.getLog(FinalizedPrototype.class);

	private final String name;

	private final RootBeanDefinition definition;

	private final boolean marked;

	private final PrototypeDestroyer destroyer;

	private final PrototypeProxies proxies;

	private final ReturnedTargets returnedTargets;

	private final Map<Class<?>, DestroyCallbacks> callbacks = new ConcurrentHashMap<>();

	private final AtomicBoolean warned = new AtomicBoolean();

	FinalizedPrototype(String name, RootBeanDefinition definition, boolean marked,
			ConfigurableBeanFactory beanFactory) {
		this.name = name;
		this.definition = definition;
		this.marked = marked;
		this.destroyer = new PrototypeDestroyer(name, beanFactory);
		this.proxies = new PrototypeProxies(definition.getResolvableType().toClass());
		this.returnedTargets = new ReturnedTargets(name);
	}

	/**
	 * Register the destroy callbacks of a new bean, if there are any.
	 * @param bean the bean, or the proxy that others have put before it
	 * @param registry gives the registry, if there is one to use
	 * @return what the application is to hold
	 */
	Object register(Object bean, Supplier<@Nullable FinalizerRegistry> registry) {
		Object target = findTarget(bean);
		DestroyCallbacks callbacks = callbacks(target.getClass());
		if (!callbacks.exist()) {
			return bean;
		}
		if (target instanceof Advised) {
			return refuse(bean, "its proxy has no target of its own", null);
		}
		FinalizerRegistry finalizers = registry.get();
		if (finalizers == null) {
			return refuse(bean, "there is no finalizer registry, or it is just being made", null);
		}
		PrototypeInstance instance = new PrototypeInstance(target, callbacks, this.destroyer, this.returnedTargets);
		Object proxy;
		try {
			proxy = this.proxies.create(bean, instance);
		}
		catch (AopConfigException ex) {
			return refuse(bean, "no proxy can stand before it, as before a final class. Open the class, or declare the"
					+ " bean by an interface, or let it register a finalizer itself", ex);
		}
		try {
			instance.register(proxy, finalizers);
		}
		catch (IllegalStateException ex) {
			return refuse(proxy, "the finalizer registry has closed", null);
		}
		return proxy;
	}

	/**
	 * Return the class that the application will see.
	 * @param type the class of the bean, or of a proxy that others will put before it
	 * @return the class of the proxy, if there will be one
	 */
	Class<?> proxyType(Class<?> type) {
		return callbacks(type).exist() ? this.proxies.type(type) : type;
	}

	private DestroyCallbacks callbacks(Class<?> type) {
		return this.callbacks.computeIfAbsent(type, (key) -> DestroyCallbacks.of(this.definition, key));
	}

	/**
	 * Say once why beans of this definition are not destroyed. A class that is marked and
	 * cannot be is a mistake, and fails.
	 */
	private Object refuse(Object bean, String reason, @Nullable AopConfigException cause) {
		String message = "Prototype bean '" + this.name + "' of type [" + AopUtils.getTargetClass(bean).getName()
				+ "] has destroy callbacks that will not run: " + reason + ".";
		if (this.marked && cause != null) {
			throw new IllegalStateException(message, cause);
		}
		if (this.warned.compareAndSet(false, true)) {
			logger.warn(message);
		}
		return bean;
	}

	private static Object findTarget(Object bean) {
		Object target = bean;
		while (target instanceof Advised advised && advised.getTargetSource() instanceof SingletonTargetSource source) {
			target = source.getTarget();
		}
		return target;
	}

}
