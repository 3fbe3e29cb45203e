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

import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.util.ClassUtils;

/**
 * Makes the proxies of one definition: a subclass, or, of a class that cannot have one
 * and is declared by an interface, its interfaces. A bean that has a proxy already keeps
 * it, and no second one is made.
 */
final class PrototypeProxies {

	private final Class<?> declaredType;

	PrototypeProxies(Class<?> declaredType) {
		this.declaredType = declaredType;
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
		return factory.getProxy(prepare(factory, bean.getClass()));
	}

	Class<?> type(Class<?> type) {
		if (SpringProxy.class.isAssignableFrom(type)) {
			return type;
		}
		try {
			ProxyFactory factory = new ProxyFactory();
			factory.setTargetSource(EmptyTargetSource.forClass(type));
			return factory.getProxyClass(prepare(factory, type));
		}
		catch (AopConfigException ex) {
			// Told when there is an instance.
			return type;
		}
	}

	/**
	 * Choose the kind of proxy.
	 * @return the class loader to give; none for a subclass: it goes where its superclass
	 * is, and would be made anew each time if that loader can reload
	 */
	private @Nullable ClassLoader prepare(ProxyFactory factory, Class<?> type) {
		boolean open = !Modifier.isFinal(type.getModifiers()) && !type.isSealed() && !type.isHidden();
		if (open || !this.declaredType.isInterface()) {
			factory.setProxyTargetClass(true);
			return null;
		}
		factory.setInterfaces(ClassUtils.getAllInterfacesForClass(type));
		return type.getClassLoader();
	}

}
