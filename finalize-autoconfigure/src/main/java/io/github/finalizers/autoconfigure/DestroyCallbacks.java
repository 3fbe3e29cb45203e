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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ReflectionUtils;

/**
 * The destroy callbacks that Spring would run if a bean was a singleton:
 * {@code @PreDestroy}, {@link DisposableBean}, and the method that is named or inferred.
 *
 * @param count how many there are
 * @param closing the name of the method by which an application closes such a bean
 * itself, if that does all there is to do
 */
record DestroyCallbacks(int count, @Nullable String closing) {

	static final DestroyCallbacks NONE = new DestroyCallbacks(0, null);

	static DestroyCallbacks of(RootBeanDefinition definition, Class<?> type) {
		Set<String> names = new LinkedHashSet<>(definition.getExternallyManagedDestroyMethods());
		boolean disposable = DisposableBean.class.isAssignableFrom(type);
		if (disposable) {
			names.add("destroy");
		}
		names.addAll(namedOrInferred(definition, type));
		String only = (names.size() == 1) ? names.iterator().next() : null;
		return new DestroyCallbacks(names.size(),
				(disposable || "close".equals(only) || "shutdown".equals(only)) ? only : null);
	}

	boolean exist() {
		return this.count > 0;
	}

	boolean isClosing(Method method) {
		return method.getName().equals(this.closing) && method.getParameterCount() == 0
				&& method.getReturnType() == void.class;
	}

	/**
	 * Let Spring infer, on a copy: a prototype's own definition is to stay as it is.
	 */
	private static List<String> namedOrInferred(RootBeanDefinition definition, Class<?> type) {
		RootBeanDefinition copy = definition.cloneBeanDefinition();
		copy.setTargetType(type);
		copy.resolveDestroyMethodIfNecessary();
		String[] names = copy.getDestroyMethodNames();
		return (names != null) ? List.of(names).stream().filter((name) -> exists(name, type)).toList() : List.of();
	}

	/**
	 * Tell whether a named method is there: a default for all beans may name one that a
	 * class hasn't got. A private one is named with its class.
	 */
	private static boolean exists(String name, Class<?> type) {
		return name.contains(".") || ReflectionUtils.findMethod(type, name, (Class<?>[]) null) != null;
	}

}
