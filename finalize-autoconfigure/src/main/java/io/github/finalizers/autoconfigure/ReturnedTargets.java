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

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Warns of a bean that hands itself out: by a result that holds the bean itself in one of
 * its fields, as an inner class does, and would outlive it. The first result of each
 * class that a method returns is looked at.
 */
final class ReturnedTargets {

	private static final Log logger = LogFactory.getLog(ReturnedTargets.class);

	private final String name;

	private final Set<Kind> seen = ConcurrentHashMap.newKeySet();

	ReturnedTargets(String name) {
		this.name = name;
	}

	void check(Method method, @Nullable Object result, Object target) {
		// The bean as its own result is replaced by the proxy.
		if (result == null || result == target || !this.seen.add(new Kind(method, result.getClass()))) {
			return;
		}
		Field field = findField(result, target);
		if (field != null) {
			logger.warn("Prototype bean '" + this.name + "': what " + method.getName() + "() has returned, of type ["
					+ result.getClass().getName() + "], holds the bean itself in its field '" + field.getName()
					+ "'. Keep the bean as long as that is in use: it is destroyed when nobody holds it, and that does"
					+ " not count.");
		}
	}

	private static @Nullable Field findField(Object result, Object target) {
		for (Class<?> type = result.getClass(); type != null; type = type.getSuperclass()) {
			for (Field field : fields(type)) {
				if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())
						&& field.trySetAccessible() && read(field, result) == target) {
					return field;
				}
			}
		}
		return null;
	}

	private static Field[] fields(Class<?> type) {
		try {
			return type.getDeclaredFields();
		}
		catch (LinkageError ex) {
			return new Field[0];
		}
	}

	private static @Nullable Object read(Field field, Object object) {
		try {
			return field.get(object);
		}
		catch (IllegalAccessException ex) {
			return null;
		}
	}

	/**
	 * What is looked at once.
	 *
	 * @param method the method
	 * @param type the class of its result
	 */
	private record Kind(Method method, Class<?> type) {

	}

}
