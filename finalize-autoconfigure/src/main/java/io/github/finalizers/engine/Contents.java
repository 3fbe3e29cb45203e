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
import java.util.AbstractList;
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
import java.util.Objects;
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

	private static final Map<Class<?>, Kind> KINDS = kinds();

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
		return object instanceof Object[] || KINDS.containsKey(object.getClass());
	}

	/**
	 * Hand over the contents of an object that {@linkplain #isKnown is known}.
	 * @return whether that was all
	 */
	static boolean of(Object object, Taker taker) {
		if (object instanceof Object[] array) {
			return byIndex(Arrays.asList(array), taker);
		}
		return switch (Objects.requireNonNull(KINDS.get(object.getClass()))) {
			case LIST -> byIndex((List<?>) object, taker);
			case COLLECTION -> oneByOne((Collection<?>) object, taker);
			case MAP -> entries((Map<?, ?>) object, taker);
			case SORTED_MAP -> sorted((SortedMap<?, ?>) object, taker);
			case QUEUE -> queued((PriorityQueue<?>) object, taker);
			case ENTRY -> entry((Map.Entry<?, ?>) object, taker);
			case POOL -> pool((ThreadPoolExecutor) object, taker);
			case KEYS -> keys((ConcurrentHashMap.KeySetView<?, ?>) object, taker);
			case OPTIONAL -> one(((Optional<?>) object).orElse(null), taker);
			case REFERENCE -> one(((AtomicReference<?>) object).get(), taker);
			case REFERENCES -> byIndex(new Slots((AtomicReferenceArray<?>) object), taker);
		};
	}

	/**
	 * Half of them from the beginning, and half from the end, where the newest are.
	 */
	private static boolean byIndex(List<?> elements, Taker taker) {
		int size = elements.size();
		int half = Math.min(size, MOST / 2);
		for (int i = 0; i < half; i++) {
			taker.take(i, elements.get(i));
		}
		for (int i = Math.max(half, size - MOST / 2); i < size; i++) {
			taker.take(i, elements.get(i));
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

	private static Map<Class<?>, Kind> kinds() {
		Map<Class<?>, Kind> kinds = new HashMap<>();
		add(kinds, Kind.LIST, ArrayList.class, CopyOnWriteArrayList.class, Arrays.asList().getClass(),
				List.of().getClass(), List.of(1).getClass(), Collections.singletonList(1).getClass());
		add(kinds, Kind.COLLECTION, LinkedList.class, ArrayDeque.class, HashSet.class, LinkedHashSet.class,
				ConcurrentLinkedQueue.class, ConcurrentLinkedDeque.class, CopyOnWriteArraySet.class,
				Set.of().getClass(), Set.of(1).getClass(), Collections.singleton(1).getClass());
		add(kinds, Kind.MAP, HashMap.class, LinkedHashMap.class, IdentityHashMap.class, ConcurrentHashMap.class,
				Map.of().getClass(), Map.of(1, 1).getClass(), Collections.singletonMap(1, 1).getClass());
		add(kinds, Kind.SORTED_MAP, TreeMap.class);
		add(kinds, Kind.QUEUE, PriorityQueue.class);
		add(kinds, Kind.ENTRY, AbstractMap.SimpleEntry.class, AbstractMap.SimpleImmutableEntry.class,
				Map.entry(1, 1).getClass());
		add(kinds, Kind.POOL, ThreadPoolExecutor.class, ScheduledThreadPoolExecutor.class);
		add(kinds, Kind.KEYS, ConcurrentHashMap.KeySetView.class);
		add(kinds, Kind.OPTIONAL, Optional.class);
		add(kinds, Kind.REFERENCE, AtomicReference.class);
		add(kinds, Kind.REFERENCES, AtomicReferenceArray.class);
		return Map.copyOf(kinds);
	}

	private static boolean keys(ConcurrentHashMap.KeySetView<?, ?> keys, Taker taker) {
		taker.take("[mapped value]", keys.getMappedValue());
		return one(keys.getMap(), taker);
	}

	private static boolean one(@Nullable Object value, Taker taker) {
		taker.take("[value]", value);
		return true;
	}

	private static void add(Map<Class<?>, Kind> kinds, Kind kind, Class<?>... types) {
		for (Class<?> type : types) {
			kinds.put(type, kind);
		}
	}

	/**
	 * How an object is asked.
	 */
	private enum Kind {

		LIST, COLLECTION, MAP, SORTED_MAP, QUEUE, ENTRY, POOL, KEYS, OPTIONAL, REFERENCE, REFERENCES

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
	 * An array of references as a list.
	 */
	private static final class Slots extends AbstractList<@Nullable Object> {

		private final AtomicReferenceArray<?> slots;

		Slots(AtomicReferenceArray<?> slots) {
			this.slots = slots;
		}

		@Override
		public @Nullable Object get(int index) {
			return this.slots.get(index);
		}

		@Override
		public int size() {
			return this.slots.length();
		}

	}

}
