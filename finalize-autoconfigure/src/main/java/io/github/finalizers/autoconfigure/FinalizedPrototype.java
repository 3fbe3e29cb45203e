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
 * One definition of a prototype-scoped bean. The application holds a proxy, the finalizer
 * of the proxy holds the target.
 */
final class FinalizedPrototype {

	private static final Log logger = LogFactory.getLog(FinalizedPrototype.class);

	private final String name;

	private final RootBeanDefinition definition;

	private final PrototypeMark mark;

	private final PrototypeDestroyer destroyer;

	private final PrototypeProxies proxies;

	private final ReturnedTargets returnedTargets;

	private final Map<Class<?>, Kind> kinds = new ConcurrentHashMap<>();

	/**
	 * What an object that is made only once is known by: it comes twice in a row.
	 */
	private volatile @Nullable Registered latest;

	private final AtomicBoolean warned = new AtomicBoolean();

	FinalizedPrototype(String name, RootBeanDefinition definition, PrototypeMark mark,
			ConfigurableBeanFactory beanFactory) {
		this.name = name;
		this.definition = definition;
		this.mark = mark;
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
		Kind kind = kind(target.getClass());
		if (!kind.callbacks().exist() || PrototypeProxies.isAdvised(bean)) {
			// Nothing to do, or done already: a prototype that another one hands on.
			return bean;
		}
		if (target instanceof Advised) {
			return refuse(bean, "its proxy has no target of its own", null);
		}
		if (kind.hidden() != null && !kind.marked() && bean == target) {
			return refuse(bean, "its method " + kind.hidden() + "() is final, and called on a proxy would not find the"
					+ " bean. Mark the bean with @Finalized if nobody calls that from outside", null);
		}
		FinalizerRegistry finalizers = registry.get();
		if (finalizers == null) {
			return refuse(bean, "there is no finalizer registry, or it is just being made", null);
		}
		Registered previous = this.latest;
		if (previous != null && previous.target().refersTo(target)) {
			previous.giveUp();
			return refuse(bean, "it is not made anew each time, or it has itself configured", null);
		}
		return register(bean, new PrototypeInstance(target, kind.callbacks(), this.destroyer, this.returnedTargets),
				finalizers);
	}

	private Object register(Object bean, PrototypeInstance instance, FinalizerRegistry finalizers) {
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
		this.latest = new Registered(new WeakReference<>(instance.target()), new WeakReference<>(instance));
		return proxy;
	}

	/**
	 * Return the class that the application will see.
	 * @param type the class of the bean, or of a proxy that others will put before it
	 * @return the class of the proxy, if there will be one
	 */
	Class<?> proxyType(Class<?> type) {
		return kind(type).callbacks().exist() ? this.proxies.type(type) : type;
	}

	private Kind kind(Class<?> type) {
		return this.kinds.computeIfAbsent(type, (key) -> {
			DestroyCallbacks callbacks = this.mark.takesIn(key) ? DestroyCallbacks.of(this.definition, key)
					: DestroyCallbacks.NONE;
			return new Kind(callbacks, this.mark.isOn(key), this.proxies.findHiddenMethod(key));
		});
	}

	/**
	 * Say once why beans of this definition are not destroyed. A class that is marked and
	 * cannot be is a mistake, and fails.
	 */
	private Object refuse(Object bean, String reason, @Nullable AopConfigException cause) {
		Class<?> type = AopUtils.getTargetClass(bean);
		String message = "Prototype bean '" + this.name + "' of type [" + type.getName()
				+ "] has destroy callbacks that will not run: " + reason + ".";
		if (cause != null && this.mark.isOn(type)) {
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

	/**
	 * What is known of a class of such beans.
	 *
	 * @param callbacks what is to run
	 * @param marked whether the application has marked this very bean
	 * @param hidden a method that a proxy cannot pass on
	 */
	private record Kind(DestroyCallbacks callbacks, boolean marked, @Nullable String hidden) {

	}

	/**
	 * A bean that has been registered.
	 *
	 * @param target the bean itself
	 * @param instance its finalizer's state
	 */
	private record Registered(WeakReference<Object> target, WeakReference<PrototypeInstance> instance) {

		void giveUp() {
			PrototypeInstance instance = this.instance.get();
			if (instance != null) {
				instance.giveUp();
			}
		}

	}

}
