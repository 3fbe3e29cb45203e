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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Makes the proxies of one definition: a subclass, or, of a class that cannot have one
 * and is declared by an interface, its interfaces. A bean that has a proxy already keeps
 * it, and no second one is made.
 */
final class PrototypeProxies {

	private final Class<?> declaredType;

	/**
	 * Of which classes a subclass serves.
	 */
	private final Map<Class<?>, Boolean> open = new ConcurrentHashMap<>();

	PrototypeProxies(Class<?> declaredType) {
		this.declaredType = declaredType;
	}

	/**
	 * Tell whether a bean has such a proxy.
	 */
	static boolean isAdvised(Object bean) {
		return bean instanceof Advised advised
				&& Stream.of(advised.getAdvisors()).anyMatch((each) -> each.getAdvice() instanceof PrototypeInstance);
	}

	Object create(Object bean, PrototypeInstance instance) throws AopConfigException {
		if (bean instanceof Advised advised && !advised.isFrozen()) {
			// The last one, next to the target: an outer one may go on in another thread.
			advised.addAdvice(instance);
			return bean;
		}
		ProxyFactory factory = new ProxyFactory();
		factory.setTarget(bean);
		factory.addAdvice(instance);
		return make(factory, bean.getClass(), ProxyFactory::getProxy);
	}

	Class<?> type(Class<?> type) {
		if (SpringProxy.class.isAssignableFrom(type)) {
			return type;
		}
		try {
			ProxyFactory factory = new ProxyFactory();
			factory.setTargetSource(EmptyTargetSource.forClass(type));
			return make(factory, type, ProxyFactory::getProxyClass);
		}
		catch (AopConfigException ex) {
			// Told when there is an instance.
			return type;
		}
	}

	/**
	 * Return the name of a method that runs on the proxy itself, where the fields are
	 * empty.
	 */
	@Nullable String findHiddenMethod(Class<?> type) {
		return this.declaredType.isInterface() ? null : findFinalMethod(type);
	}

	/**
	 * Make a subclass. Where none can be made of a bean that is declared by an interface,
	 * its interfaces do.
	 */
	private <T> T make(ProxyFactory factory, Class<?> type, BiFunction<ProxyFactory, @Nullable ClassLoader, T> how) {
		boolean byInterface = this.declaredType.isInterface();
		if (!byInterface || this.open.computeIfAbsent(type, PrototypeProxies::isOpen)) {
			factory.setProxyTargetClass(true);
			try {
				// No loader: it goes where its superclass is, and would be made anew each
				// time if a given loader can reload.
				return how.apply(factory, null);
			}
			catch (AopConfigException ex) {
				if (!byInterface) {
					throw ex;
				}
				this.open.put(type, false);
			}
		}
		factory.setProxyTargetClass(false);
		factory.setInterfaces(ClassUtils.getAllInterfacesForClass(type));
		return how.apply(factory, type.getClassLoader());
	}

	private static boolean isOpen(Class<?> type) {
		return !Modifier.isFinal(type.getModifiers()) && !type.isSealed() && !type.isHidden()
				&& findFinalMethod(type) == null;
	}

	private static @Nullable String findFinalMethod(Class<?> type) {
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			for (Method method : ReflectionUtils.getDeclaredMethods(each)) {
				int modifiers = method.getModifiers();
				if (Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers)) {
					return method.getName();
				}
			}
		}
		return null;
	}

}
