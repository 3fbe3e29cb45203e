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

package io.github.finalizers.engine;

import java.io.File;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

import org.jspecify.annotations.Nullable;

/**
 * What objects of the JDK hold. Their fields cannot be read, so they are asked; but only
 * those of a class that is named here, never of one that extends it, because these run
 * nothing of anybody else's when they are asked. Not named is what wraps (a wrapped one
 * may be the application's), what locks (whoever holds the lock may wait for this
 * thread), what compares ({@code TreeSet}, which may be a part of another), and what
 * changes when it is asked ({@code WeakHashMap}).
 */
final class Contents {

	/**
	 * How many elements are handed over at most.
	 */
	static final int MOST = 64;

	private static final Set<Class<?>> PLAIN = plain();

	private static final Map<Class<?>, Opener> OPENERS = openers();

	private Contents() {
	}

	/**
	 * Whether an object leads nowhere.
	 */
	static boolean isPlain(Object object) {
		Class<?> type = object.getClass();
		return PLAIN.contains(type) || (type.isArray() && isPlainType(type)) || object instanceof Handle<?>
				|| object instanceof View;
	}

	/**
	 * Whether every object of a type leads nowhere.
	 */
	static boolean isPlainType(Class<?> type) {
		if (type.isArray()) {
			return isPlainType(type.getComponentType());
		}
		return type.isPrimitive() || (Modifier.isFinal(type.getModifiers()) && PLAIN.contains(type));
	}

	static boolean isKnown(Object object) {
		return object instanceof Object[] || OPENERS.containsKey(object.getClass());
	}

	/**
	 * Hand over the contents of an object that {@linkplain #isKnown is known}.
	 * @return whether that was all
	 */
	static boolean of(Object object, Taker taker) {
		if (object instanceof Object[] array) {
			return byIndex(array.length, (index) -> array[index], taker);
		}
		Opener opener = OPENERS.get(object.getClass());
		return opener == null || opener.open(object, taker);
	}

	/**
	 * Half of them from the beginning, and half from the end, where the newest are.
	 */
	private static boolean byIndex(int size, IntFunction<@Nullable Object> elements, Taker taker) {
		int half = Math.min(size, MOST / 2);
		for (int i = 0; i < half; i++) {
			taker.take(i, elements.apply(i));
		}
		for (int i = Math.max(half, size - MOST / 2); i < size; i++) {
			taker.take(i, elements.apply(i));
		}
		return size <= MOST;
	}

	private static boolean oneByOne(Collection<?> elements, Taker taker) {
		Iterator<?> iterator = elements.iterator();
		for (int i = 0; i < MOST && iterator.hasNext(); i++) {
			taker.take(i, iterator.next());
		}
		return !iterator.hasNext();
	}

	private static boolean entries(Map<?, ?> map, Taker taker) {
		Iterator<? extends Map.Entry<?, ?>> iterator = map.entrySet().iterator();
		for (int i = 0; i < MOST && iterator.hasNext(); i++) {
			entry(iterator.next(), taker);
		}
		return !iterator.hasNext();
	}

	private static boolean entry(Map.Entry<?, ?> entry, Taker taker) {
		Object key = entry.getKey();
		taker.take("[key]", key);
		taker.take((key != null) ? key.getClass() : "[value of null]", entry.getValue());
		return true;
	}

	private static boolean sorted(SortedMap<?, ?> map, Taker taker) {
		taker.take("[comparator]", map.comparator());
		return entries(map, taker);
	}

	private static boolean queued(PriorityQueue<?> queue, Taker taker) {
		taker.take("[comparator]", queue.comparator());
		return oneByOne(queue, taker);
	}

	private static boolean pool(ThreadPoolExecutor executor, Taker taker) {
		taker.take("[thread factory]", executor.getThreadFactory());
		taker.take("[rejection handler]", executor.getRejectedExecutionHandler());
		taker.take("[queue]", executor.getQueue());
		return true;
	}

	private static Set<Class<?>> plain() {
		Set<Class<?>> plain = new HashSet<>(
				Set.of(Object.class, String.class, Class.class, Boolean.class, Character.class, Byte.class, Short.class,
						Integer.class, Long.class, Float.class, Double.class, File.class));
		Class<?> path = Path.of("").getClass();
		if (path.getClassLoader() == null) {
			plain.add(path);
		}
		return Set.copyOf(plain);
	}

	private static Map<Class<?>, Opener> openers() {
		Map<Class<?>, Opener> openers = new HashMap<>();
		add(openers, (list, taker) -> byIndex(((List<?>) list).size(), ((List<?>) list)::get, taker), ArrayList.class,
				CopyOnWriteArrayList.class, Arrays.asList().getClass(), List.of().getClass(), List.of(1).getClass(),
				Collections.singletonList(1).getClass());
		add(openers, (collection, taker) -> oneByOne((Collection<?>) collection, taker), LinkedList.class,
				ArrayDeque.class, HashSet.class, LinkedHashSet.class, ConcurrentLinkedQueue.class,
				ConcurrentLinkedDeque.class, CopyOnWriteArraySet.class, Set.of().getClass(), Set.of(1).getClass(),
				Collections.singleton(1).getClass());
		add(openers, (map, taker) -> entries((Map<?, ?>) map, taker), HashMap.class, LinkedHashMap.class,
				IdentityHashMap.class, ConcurrentHashMap.class, Map.of().getClass(), Map.of(1, 1).getClass(),
				Collections.singletonMap(1, 1).getClass());
		add(openers, (map, taker) -> sorted((SortedMap<?, ?>) map, taker), TreeMap.class);
		add(openers, (queue, taker) -> queued((PriorityQueue<?>) queue, taker), PriorityQueue.class);
		add(openers, (entry, taker) -> entry((Map.Entry<?, ?>) entry, taker), AbstractMap.SimpleEntry.class,
				AbstractMap.SimpleImmutableEntry.class, Map.entry(1, 1).getClass());
		add(openers, (pool, taker) -> pool((ThreadPoolExecutor) pool, taker), ThreadPoolExecutor.class,
				ScheduledThreadPoolExecutor.class);
		add(openers, (keys, taker) -> one(((ConcurrentHashMap.KeySetView<?, ?>) keys).getMap(), taker),
				ConcurrentHashMap.KeySetView.class);
		add(openers, (optional, taker) -> one(((Optional<?>) optional).orElse(null), taker), Optional.class);
		add(openers, (reference, taker) -> one(((AtomicReference<?>) reference).get(), taker), AtomicReference.class);
		add(openers, (array, taker) -> byIndex(((AtomicReferenceArray<?>) array).length(),
				((AtomicReferenceArray<?>) array)::get, taker), AtomicReferenceArray.class);
		return Map.copyOf(openers);
	}

	private static boolean one(@Nullable Object value, Taker taker) {
		taker.take("[value]", value);
		return true;
	}

	private static void add(Map<Class<?>, Opener> openers, Opener opener, Class<?>... types) {
		for (Class<?> type : types) {
			openers.put(type, opener);
		}
	}

	/**
	 * Takes what an object holds, each with a label: its index, what it is, or for a
	 * value the class of its key.
	 */
	@FunctionalInterface
	interface Taker {

		void take(Object label, @Nullable Object content);

	}

	/**
	 * Hands over what an object of one class holds.
	 */
	@FunctionalInterface
	private interface Opener {

		boolean open(Object object, Taker taker);

	}

}
