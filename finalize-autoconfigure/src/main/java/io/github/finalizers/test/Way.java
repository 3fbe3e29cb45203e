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

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

/**
 * Looks for a way of strong references to an object, the shortest first: through fields
 * and arrays, and through what the JDK's own collections hand out, as their fields are
 * not open. The referent of a weak or soft reference is none. It looks at a bounded
 * number of objects, and what it can't read it passes over: that it finds nothing proves
 * nothing.
 */
final class Way {

	private static final int MOST = 100_000;

	private final Object to;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Deque<Stop> ahead = new ArrayDeque<>();

	private @Nullable String found;

	Way(Object to) {
		this.to = to;
	}

	@Nullable String from(String name, Object start) {
		visit(name, start);
		while (this.found == null && !this.ahead.isEmpty()) {
			Stop stop = this.ahead.removeFirst();
			try {
				look(stop.way(), stop.object());
			}
			catch (RuntimeException ex) {
				// It changes while it is looked at, or is broken; others may lead there.
			}
		}
		return this.found;
	}

	private void visit(String way, @Nullable Object object) {
		if (object == this.to) {
			this.found = (this.found != null) ? this.found : way;
		}
		else if (object != null && this.seen.size() < MOST && isWorthALook(object) && this.seen.add(object)) {
			this.ahead.addLast(new Stop(way, object));
		}
	}

	private static boolean isWorthALook(Object object) {
		return !(object instanceof String || object instanceof Number || object instanceof Class<?>
				|| object instanceof ClassLoader);
	}

	private void look(String way, Object object) {
		Class<?> type = object.getClass();
		if (type.isArray()) {
			lookAtArray(way, object, type.getComponentType());
		}
		else if (!type.getName().startsWith("java.util.")) {
			lookAtFields(way, object, type);
		}
		else if (object instanceof Map<?, ?> map) {
			visitAll(way + ".keys", map.keySet());
			visitAll(way + ".values", map.values());
		}
		else if (object instanceof Collection<?> collection) {
			visitAll(way, collection);
		}
		else if (object instanceof AtomicReference<?> reference) {
			visit(way + ".get()", reference.getPlain());
		}
		else if (object instanceof AtomicReferenceArray<?> array) {
			for (int i = 0; i < array.length(); i++) {
				visit(way + " -> [" + i + "]", array.getPlain(i));
			}
		}
		else if (object instanceof Optional<?> optional) {
			visit(way + ".get()", optional.orElse(null));
		}
	}

	private void lookAtArray(String way, Object array, Class<?> componentType) {
		for (int i = 0; !componentType.isPrimitive() && i < Array.getLength(array); i++) {
			visit(way + " -> [" + i + "]", Array.get(array, i));
		}
	}

	private void visitAll(String way, Iterable<?> elements) {
		int i = 0;
		for (Object element : elements) {
			visit(way + " -> [" + i++ + "]", element);
		}
	}

	private void lookAtFields(String way, Object object, Class<?> type) {
		for (Class<?> declaring = type; declaring != null
				&& declaring != Reference.class; declaring = declaring.getSuperclass()) {
			for (Field field : fields(declaring)) {
				if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
					visit(way + " -> " + field.getName(), read(field, object));
				}
			}
		}
	}

	/**
	 * The fields that a class declares, if that can be told.
	 */
	static Field[] fields(Class<?> type) {
		try {
			return type.getDeclaredFields();
		}
		catch (LinkageError ex) {
			return new Field[0];
		}
	}

	/**
	 * Read a field.
	 * @param object the object that has it, {@code null} for a static one
	 * @return {@code null} if it can't be read
	 */
	static @Nullable Object read(Field field, @Nullable Object object) {
		try {
			return field.trySetAccessible() ? field.get(object) : null;
		}
		catch (IllegalAccessException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * An object on the way.
	 */
	private record Stop(String way, Object object) {

	}

}
