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
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Has garbage collected, and waits for what is to come of it. <pre class="code">
 * Upload upload = new Upload(registry);
 * WeakReference&lt;Upload&gt; reference = new WeakReference&lt;&gt;(upload);
 * upload = null;
 * GarbageCollection.awaitCollected(reference);
 * </pre> A test that fails here tells what holds the object, as far as that can be told.
 * It needs a JVM that collects when it is asked to: not one with
 * {@code -XX:+DisableExplicitGC}.
 *
 * @since 0.1.0
 */
public final class GarbageCollection {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final long MOMENT = 2_000_000;

	/**
	 * How often an object that was made later has to be collected first, before one is
	 * taken for held.
	 */
	private static final int ROUNDS = 5;

	private GarbageCollection() {
	}

	/**
	 * Collect garbage until a referent is gone, for ten seconds at most.
	 * @param reference a reference to an object that nothing is to hold any more
	 * @throws AssertionError if the object is still there, with what holds it as far as
	 * that can be told
	 */
	public static void awaitCollected(WeakReference<?> reference) {
		awaitCollected(reference, PATIENCE);
	}

	/**
	 * Collect garbage until a referent is gone.
	 * @param reference a reference to an object that nothing is to hold any more
	 * @param timeout how long to wait at most
	 * @param suspects what may hold it, such as an action, a cache, or the registry with
	 * all its actions: looked through if it is not collected, before the static fields of
	 * the test and of the object's class
	 * @throws AssertionError if the object is still there, with what holds it as far as
	 * that can be told
	 */
	public static void awaitCollected(WeakReference<?> reference, Duration timeout, Object... suspects) {
		Objects.requireNonNull(reference, "reference");
		Objects.requireNonNull(timeout, "timeout");
		Objects.requireNonNull(suspects, "suspects");
		if (!collect(() -> reference.refersTo(null), timeout)) {
			requireCollector();
			Object held = reference.get();
			if (held != null) {
				throw new AssertionError("The " + held.getClass().getTypeName() + " was not collected within " + timeout
						+ ".\n" + Holder.of(held, suspects));
			}
		}
	}

	/**
	 * Collect garbage until a condition holds, for ten seconds at most. What runs after a
	 * collection runs on another thread, and so a little later: <pre class="code">
	 * GarbageCollection.collectUntil(() -&gt; Files.notExists(file));
	 * </pre> Await what the action does: when it begins, its finalizer is not live any
	 * more.
	 * @param condition tells whether it holds
	 * @throws AssertionError if it does not hold in time
	 */
	public static void collectUntil(BooleanSupplier condition) {
		Objects.requireNonNull(condition, "condition");
		if (!collect(condition, PATIENCE)) {
			requireCollector();
			throw new AssertionError("The condition did not hold within " + PATIENCE + " of collecting garbage");
		}
	}

	/**
	 * Have the collector decide whether an action keeps its referent from being
	 * collected, which is the one thing that an action must not do. It finds what no look
	 * at the fields can: <pre class="code">
	 * GarbageCollection.assertDoesNotRetain(Upload::new, (upload) -&gt; upload.deletion());
	 * </pre>
	 * @param <T> the type of the referent
	 * @param referentFactory makes a referent, and keeps none
	 * @param actionFactory makes for a referent what would be registered: the action, or
	 * an array of the action and its state
	 * @throws AssertionError if the referent is not collected while the action is kept,
	 * with the way from the action to it, if that is found
	 */
	public static <T> void assertDoesNotRetain(Supplier<? extends T> referentFactory,
			Function<? super T, ?> actionFactory) {
		Objects.requireNonNull(referentFactory, "referentFactory");
		Objects.requireNonNull(actionFactory, "actionFactory");
		Registration registration = Registration.of(referentFactory, actionFactory);
		try {
			Object held = heldReferent(registration.referent());
			if (held != null) {
				throw new AssertionError(retained(held, registration.action(), referentFactory));
			}
		}
		finally {
			Reference.reachabilityFence(registration);
		}
	}

	private static String retained(Object held, Object action, Supplier<?> referentFactory) {
		String type = held.getClass().getTypeName();
		String way = Holder.way("action", action, held);
		if (way == null && heldReferent(Registration.weak(referentFactory)) != null) {
			return "The " + type + " stays reachable without any action, so nothing can be said of"
					+ " the action: its factory or its constructor keeps it.\n" + Holder.of(held);
		}
		return "The action keeps its referent, the " + type
				+ ", from being collected, so it would never run after a collection.\n"
				+ ((way != null) ? "The way to it: " + way : Holder.of(held));
	}

	/**
	 * The referent, if it survives several collections.
	 */
	private static @Nullable Object heldReferent(WeakReference<?> reference) {
		for (int i = 0; i < ROUNDS && !reference.refersTo(null); i++) {
			requireCollector();
		}
		return reference.get();
	}

	/**
	 * Collect something that is garbage for sure.
	 */
	private static void requireCollector() {
		WeakReference<Object> garbage = Registration.weak(Object::new);
		if (!collect(() -> garbage.refersTo(null), PATIENCE)) {
			throw new AssertionError("This JVM does not collect garbage when it is asked to;"
					+ " is it started with -XX:+DisableExplicitGC?");
		}
	}

	/**
	 * Collect garbage until a condition holds.
	 * @return whether it holds
	 */
	static boolean collect(BooleanSupplier condition, Duration timeout) {
		long begun = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - begun >= timeout.toNanos()) {
				return false;
			}
			System.gc();
			LockSupport.parkNanos(MOMENT);
		}
		return true;
	}

	/**
	 * An action that is kept, and its referent, which is not. It is made in methods of
	 * its own, so that no variable of this thread holds the referent.
	 */
	private record Registration(WeakReference<?> referent, Object action) {

		static <T> Registration of(Supplier<? extends T> referentFactory, Function<? super T, ?> actionFactory) {
			T referent = made(referentFactory);
			Object action = Objects.requireNonNull(actionFactory.apply(referent), "The action factory gave null");
			return new Registration(new WeakReference<>(referent), action);
		}

		static WeakReference<Object> weak(Supplier<?> referentFactory) {
			return new WeakReference<>(made(referentFactory));
		}

		private static <T> T made(Supplier<? extends T> referentFactory) {
			return Objects.requireNonNull(referentFactory.get(), "The referent factory gave null");
		}

	}

}
