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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.github.finalizers.FinalizerAction;
import io.github.finalizers.engine.CaptureShape.Scene;
import io.github.finalizers.engine.CaptureShapesOfActions.Owner;

/**
 * What states are made of: all with the same action, which captures nothing.
 */
final class CaptureShapesOfContainers {

	private static final FinalizerAction<Object> ACTION = (state) -> {
	};

	private CaptureShapesOfContainers() {
	}

	static List<CaptureShape> all() {
		return List.of(shape("an array", (it) -> new Object[] { "first", it }),
				shape("an array in an array", (it) -> new Object[][] { {}, { it } }), shape("`List.of`", List::of),
				shape("an `ArrayList`", (it) -> new ArrayList<>(List.of(it))), shape("`Arrays.asList`", Arrays::asList),
				shape("a `LinkedList`", (it) -> new LinkedList<>(List.of(it))),
				shape("an `ArrayDeque`", (it) -> new ArrayDeque<>(List.of(it))),
				shape("a `CopyOnWriteArrayList`", (it) -> new CopyOnWriteArrayList<>(List.of(it))),
				shape("a `HashSet`", (it) -> new HashSet<>(List.of(it))),
				shape("a `HashMap`, as value", (it) -> new HashMap<>(Map.of("key", it))),
				shape("a `HashMap`, as key", (it) -> new HashMap<>(Map.of(it, "value"))),
				shape("a `ConcurrentHashMap`", (it) -> new ConcurrentHashMap<>(Map.of("key", it))),
				shape("an `IdentityHashMap`", (it) -> new IdentityHashMap<>(Map.of("key", it))),
				shape("a `TreeMap`", (it) -> new TreeMap<>(Map.of("key", it))),
				shape("the comparator of a `TreeMap`", (it) -> new TreeMap<>(comparator(it))),
				shape("the comparator of a `PriorityQueue`", (it) -> new PriorityQueue<>(comparator(it))),
				shape("an entry of a map", (it) -> Map.entry("key", it)), shape("an `Optional`", Optional::of),
				shape("an `AtomicReference`", AtomicReference::new),
				shape("an `AtomicReferenceArray`", (it) -> new AtomicReferenceArray<>(new Object[] { it })),
				shape("a list of maps of lists", (it) -> List.of(Map.of("key", List.of(it)))),
				shape("the last of 1000 in an `ArrayList`", (it) -> many(new ArrayList<>(), 999, it)),
				shape("the 500th of 1000 in an `ArrayList`", (it) -> {
					List<Object> list = many(new ArrayList<>(), 999, "last");
					list.set(500, it);
					return list;
				}), shape("the last of 1000 in a `LinkedList`", (it) -> many(new LinkedList<>(), 999, it)),
				shape("behind 300 other objects", (it) -> {
					List<Object> lists = new ArrayList<>();
					for (int i = 0; i < 6; i++) {
						lists.add(many(new ArrayList<>(), 49, "last"));
					}
					return many(lists, 0, new Object[] { new Object[] { it } });
				}), shape("the thread factory of an executor", (it) -> executor(it)),
				shape("the value of a `ThreadLocal`", (it) -> {
					ThreadLocal<Object> local = new ThreadLocal<>();
					local.set(it);
					return local;
				}), shape("what follows a `CompletableFuture`", (it) -> {
					CompletableFuture<Object> future = new CompletableFuture<>();
					return List.of(future, future.thenRun(it::close));
				}), shape("the task of a `Thread`", (it) -> new Thread(it::close)),
				shape("a `MethodHandle`", (it) -> bound(it)),
				shape("a view: `Collections.unmodifiableList`", (it) -> Collections.unmodifiableList(List.of(it))),
				shape("the same, without the referent", (it) -> Collections.unmodifiableList(List.of("other"))),
				shape("a list of the application's own", Mine::new), shape("a `TreeSet`", (it) -> {
					TreeSet<Object> set = new TreeSet<>(Comparator.comparing(Object::hashCode));
					set.add(it);
					return set;
				}), shape("a `WeakHashMap`, as key", (it) -> new WeakHashMap<>(Map.of(it, "value"))),
				shape("a `LinkedBlockingQueue`", (it) -> new LinkedBlockingQueue<>(List.of(it))),
				shape("text, numbers and bytes",
						(it) -> new Object[] { "text", 1, 2L, 3.0, new byte[4], new int[5][6],
								new StringBuilder("text"), URI.create("a:b") }),
				shape("a lock", (it) -> new ReentrantLock()));
	}

	private static CaptureShape shape(String name, Function<Owner, Object> state) {
		return CaptureShape.of(name, () -> {
			Owner owner = new Owner();
			return new Scene(owner, ACTION, state.apply(owner));
		});
	}

	private static Comparator<Object> comparator(Owner owner) {
		return (one, other) -> owner.hashCode();
	}

	private static <C extends Collection<Object>> C many(C collection, int others, Object last) {
		for (int i = 0; i < others; i++) {
			collection.add(new Object[1]);
		}
		collection.add(last);
		return collection;
	}

	private static ThreadPoolExecutor executor(Owner owner) {
		return new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> {
			owner.close();
			return new Thread(task);
		});
	}

	private static MethodHandle bound(Owner owner) {
		try {
			return MethodHandles.lookup()
				.findVirtual(Owner.class, "close", MethodType.methodType(void.class))
				.bindTo(owner);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Mine extends ArrayList<Object> {

		private static final long serialVersionUID = 1;

		Mine(Object element) {
			add(element);
		}

	}

}
