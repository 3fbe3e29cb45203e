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

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.github.finalizers.Finalizer;
import io.github.finalizers.test.GarbageCollection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes referents die: on demand, as most tests want it, or for real.
 */
public final class Collector {

	private Collector() {
	}

	/**
	 * Do to each, in this order, what the collector does: clear the referent and enqueue.
	 * @param finalizers live ones
	 */
	public static void collect(Finalizer<?>... finalizers) {
		for (Finalizer<?> finalizer : finalizers) {
			assertThat(offer(finalizer)).as("%s could be collected", finalizer).isTrue();
		}
	}

	/**
	 * Like {@link #collect}, for one that may be dead.
	 * @param finalizer live or dead
	 * @return whether it was enqueued
	 */
	public static boolean offer(Finalizer<?> finalizer) {
		return ((Handle<?>) finalizer).simulateCollection();
	}

	/**
	 * Collect for real until something has happened. To see whether a reference was
	 * cleared, ask {@code refersTo(null)}: under Shenandoah and ZGC its {@code get()} may
	 * keep the object for one more collection, each time.
	 * @param happened tells whether it has
	 */
	public static void collectUntil(BooleanSupplier happened) {
		GarbageCollection.collectUntil(happened);
	}

	/**
	 * Collect for real, several times, each time until an object made for it is gone.
	 */
	public static void collectSomeTimes() {
		for (int i = 0; i < 5; i++) {
			WeakReference<Object> witness = witness();
			collectUntil(() -> witness.refersTo(null));
		}
	}

	/**
	 * Return the names of the collector of this JVM.
	 * @return the names, as the JVM gives them
	 */
	static String name() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.map(GarbageCollectorMXBean::getName)
			.collect(Collectors.joining(", "));
	}

	static boolean isShenandoah() {
		return name().startsWith("Shenandoah");
	}

	private static WeakReference<Object> witness() {
		return new WeakReference<>(new Object());
	}

}
