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

package io.github.finalizers.test;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Tells what holds an object, as far as that can be told without a look at the heap: by
 * what the test names, by the static fields of the test and of the object's class.
 */
final class Holder {

	private static final int CALLERS = 3;

	private static final String USUAL_SUSPECTS = "Nothing that was looked through leads to it. What usually does:"
			+ " a local variable or parameter that is still on the stack (make the object in a method of its own),"
			+ " a static field, a thread local, a running thread or task, a listener or cache that still has it";

	private Holder() {
	}

	/**
	 * Say what holds an object.
	 */
	static String of(Object held, Object... suspects) {
		for (int i = 0; i < suspects.length; i++) {
			String way = way("suspects[" + i + "]", suspects[i], held);
			if (way != null) {
				return "It is held by " + way;
			}
		}
		for (Class<?> type : classesAround(held)) {
			String way = wayFromStatics(type, held);
			if (way != null) {
				return "It is held by the static field " + way;
			}
		}
		return USUAL_SUSPECTS + ".";
	}

	/**
	 * The way from one object to another, such as {@code action -> arg$1 -> [0]}.
	 * @return {@code null} if none is found
	 */
	static @Nullable String way(String name, @Nullable Object from, Object to) {
		return (from != null) ? new Way(to).from(name, from) : null;
	}

	private static @Nullable String wayFromStatics(Class<?> type, Object held) {
		for (Field field : Way.fields(type)) {
			if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
				String way = way(type.getTypeName() + "." + field.getName(), Way.read(field, null), held);
				if (way != null) {
					return way;
				}
			}
		}
		return null;
	}

	/**
	 * The classes of the object, and of the test that asks.
	 */
	private static Set<Class<?>> classesAround(Object held) {
		Set<Class<?>> classes = new LinkedHashSet<>();
		for (Class<?> type = held.getClass(); type != null
				&& type.getClassLoader() != null; type = type.getSuperclass()) {
			classes.add(type);
		}
		classes.addAll(StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
			.walk((frames) -> frames.map(StackFrame::getDeclaringClass)
				.filter((type) -> type.getClassLoader() != null && !isOurs(type))
				.distinct()
				.limit(CALLERS)
				.collect(Collectors.toList())));
		return classes;
	}

	private static boolean isOurs(Class<?> type) {
		return type == Holder.class || type == GarbageCollection.class;
	}

}
