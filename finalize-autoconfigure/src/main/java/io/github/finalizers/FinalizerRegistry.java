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

package io.github.finalizers;

import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Attaches actions to objects. An action runs once: when its finalizer is called, when
 * its referent is garbage collected, or when the registry closes (in Spring, with the
 * {@code ApplicationContext}). <pre class="code">
 * &#64;Component
 * class Thumbnails {
 *
 *     private final FinalizerRegistry finalizers;
 *
 *     Thumbnails(FinalizerRegistry finalizers) {
 *         this.finalizers = finalizers.named("thumbnails");
 *     }
 *
 *     Image load(Path file) {
 *         Image image = new Image(NativeMemory.decode(file));
 *         this.finalizers.register(image, image.address(), NativeMemory::free);
 *         return image;
 *     }
 *
 * }
 * </pre>
 * <dl>
 * <dt>What triggers an action</dt>
 * <dd>A call of {@link Finalizer#call()} or {@link Finalizer#clean()}; the collection of
 * the referent, when the collector reports it; the exit sweep at close, for all that are
 * still live then and have their {@linkplain Finalizer#isAtExit() flag} set. It is never
 * triggered by a JVM shutdown hook of its own.</dd>
 * <dt>How often</dt>
 * <dd>At most once, whatever comes together; and exactly once, unless the finalizer is
 * {@linkplain Finalizer#detach() detached}, not to run at exit, or out of reach of the
 * time that the exit has. The last two are counted and logged.</dd>
 * <dt>On which thread</dt>
 * <dd>A call runs on the caller. Collected ones run on a daemon thread of the registry,
 * the worker, which starts with the first registration; when an action blocks it, a
 * stand-in takes over. The sweep has a daemon thread of its own. All carry the class
 * loader given to the builder as context class loader, and none carries a trace, a
 * security context or a thread local of who registered; thread locals that an action
 * itself sets are its own affair. Several actions may run at the same time.</dd>
 * <dt>In what order</dt>
 * <dd>At exit strictly newest first, by creation, across all names and threads. Several
 * on one collected referent usually newest first, without a promise; for a promise use
 * {@link #newStack(Object)}.</dd>
 * <dt>What becomes of exceptions</dt>
 * <dd>A call passes them on. On the threads of the registry anything thrown, an
 * {@link Error} too, is reported to the listeners and logged with the name, and the
 * others run.</dd>
 * <dt>What happens at close</dt>
 * <dd>The exit sweep runs, bounded in time: an action that takes too long is interrupted,
 * and left behind if that does not help, and the rest still run. Then all handles are
 * dead, {@code call()} does nothing, and registering throws.</dd>
 * <dt>What an action may not refer to</dt>
 * <dd>Its referent: neither action nor state may lead to it, or it is never collected and
 * runs at exit only. {@code this::close} and a lambda that uses a field do. Use the forms
 * with a state, and pass the resource, not its owner. What leads back to the referent is
 * looked for and told, as {@link CaptureCheck} says.</dd>
 * <dt>Memory consistency</dt>
 * <dd>What a thread did before registering happens-before the action; so does, when
 * collection runs it, what a thread did with the referent before a
 * {@linkplain java.lang.ref.Reference#reachabilityFence(Object) reachability fence} on
 * it. A finished action happens-before the return of its own {@code call()} and, if it
 * ran on a thread of the registry, of the close.</dd>
 * </dl>
 * <p>
 * A referent is watched by identity: its {@code equals}, {@code hashCode} and
 * {@code toString} are never called, and any number of finalizers may watch one. An
 * object that {@code Object.finalize()} resurrects has been finalized here already. The
 * registry is safe for use by several threads, and is to be closed by whoever built it.
 * <p>
 * Ported from Python's {@code weakref.finalize}; {@code register(Object, Runnable)} can
 * stand where {@link java.lang.ref.Cleaner#register(Object, Runnable)} stood.
 *
 * @since 0.1.0
 */
public interface FinalizerRegistry {

	/**
	 * Attach an action without a state.
	 * @param referent the object to watch; not of a value-based class
	 * @param action what to run; it must not hold the referent
	 * @return the handle, which may be dropped
	 * @throws IllegalArgumentException if the referent is of a value-based class, such as
	 * boxed numbers, {@code Optional} or {@code List.of()}, or is itself the action
	 * @throws IllegalStateException if the registry has closed; the action is then still
	 * the caller's to run
	 */
	Finalizer<Void> register(Object referent, Runnable action);

	/**
	 * Attach an action with its state: the preferred form, because an action that
	 * captures nothing cannot capture the referent.
	 * @param <S> the type of the state
	 * @param referent the object to watch; not of a value-based class
	 * @param state handed to the action; it must not hold the referent
	 * @param action what to run
	 * @return the handle, which may be dropped
	 * @throws IllegalArgumentException if the referent is of a value-based class, or is
	 * itself the action or the state
	 * @throws IllegalStateException if the registry has closed; the action is then still
	 * the caller's to run
	 */
	<S extends @Nullable Object> Finalizer<Void> register(Object referent, S state, FinalizerAction<? super S> action);

	/**
	 * Attach an action with a result and without a state. The name differs from
	 * {@code register} so that no lambda means the wrong one.
	 * @param <R> the type of the result
	 * @param referent the object to watch; not of a value-based class
	 * @param action what to run; it must not hold the referent
	 * @return the handle, whose {@link Finalizer#call()} returns the result
	 * @throws IllegalArgumentException if the referent is of a value-based class, or is
	 * itself the action
	 * @throws IllegalStateException if the registry has closed; the action is then still
	 * the caller's to run
	 */
	<R extends @Nullable Object> Finalizer<R> registerCallable(Object referent, Callable<? extends R> action);

	/**
	 * Attach an action with a result and a state.
	 * @param <S> the type of the state
	 * @param <R> the type of the result
	 * @param referent the object to watch; not of a value-based class
	 * @param state handed to the action; it must not hold the referent
	 * @param action what to run
	 * @return the handle, whose {@link Finalizer#call()} returns the result
	 * @throws IllegalArgumentException if the referent is of a value-based class, or is
	 * itself the action or the state
	 * @throws IllegalStateException if the registry has closed; the action is then still
	 * the caller's to run
	 */
	<S extends @Nullable Object, R extends @Nullable Object> Finalizer<R> registerCallable(Object referent, S state,
			FinalizerFunction<? super S, ? extends R> action);

	/**
	 * Attach a stack, to push actions on that always run newest first.
	 * @param referent the object to watch; not of a value-based class
	 * @return the stack, empty and live
	 * @throws IllegalArgumentException if the referent is of a value-based class
	 * @throws IllegalStateException if the registry has closed
	 */
	FinalizerStack newStack(Object referent);

	/**
	 * Return a view of this registry under a name: the same registry, with what is
	 * registered through the view counted and configured under the name. Keep it in a
	 * field; registering through it costs nothing more. A view's own {@code named}
	 * replaces the name.
	 * <p>
	 * A hundred names are counted apart, configured ones first; any further name is
	 * counted as {@code other}, after one warning. Unnamed registrations have the name
	 * {@code default}.
	 * @param name 1 to 64 of {@code [A-Za-z0-9._-]}, beginning with a letter
	 * @return the view
	 * @throws IllegalArgumentException if the name is anything else, or is {@code other}
	 */
	FinalizerRegistry named(String name);

	/**
	 * Return a view of this registry with a size: what is registered through it, in any
	 * form and stacks too, frees that many bytes of native memory (or of whatever else
	 * the collector does not see). Those of a name are added up in the
	 * {@linkplain #statistics() statistics}, and may have a limit. <pre class="code">
	 * Tile tile = new Tile(); // with a memory that is still empty
	 * this.finalizers.named("tiles").sized(bytes).register(tile, tile.memory, Memory::free); // may be refused, or wait
	 * tile.memory.allocate(bytes);
	 * </pre>
	 * <p>
	 * The bytes are given back when the action has finished, however that ends, and not
	 * when it begins: until then the memory is not free. Of an action that is left behind
	 * at exit that is when it ends at last. They are given back at once when a finalizer
	 * is detached, or abandoned or unreached at exit. The size is no part of a
	 * {@link Finalizer.Binding}: one that is registered again has the size of the view
	 * with which it is.
	 * <p>
	 * A view is cheap to make, for each size anew. A view's own {@code sized} replaces
	 * the size, its {@link #named} keeps it. A size is no selection: what the view counts
	 * and lists ({@link #liveCount()}, {@link #listing}, {@link #statistics()}) is what
	 * the one without the size does, whatever the sizes.
	 * @param bytes 0 (the same as no size) to 2<sup>46</sup>
	 * @return the view
	 * @throws IllegalArgumentException if the size is negative or larger
	 */
	FinalizerRegistry sized(long bytes);

	/**
	 * Return how many finalizers are live: of this name on a {@linkplain #named view}, of
	 * all on the registry itself. It is exact whenever nothing is being registered or
	 * claimed meanwhile.
	 * @return the number of live finalizers
	 */
	long liveCount();

	/**
	 * Return how many finalizers have died, by any cause: of this name on a
	 * {@linkplain #named view}, of all on the registry itself. Live and dead together are
	 * what was registered.
	 * @return the number of dead finalizers
	 */
	long deadCount();

	/**
	 * Return what there is to count, at this moment: of this name on a {@linkplain #named
	 * view}, of every name on the registry itself. What it says of the worker is of the
	 * registry as a whole.
	 * @return an immutable snapshot
	 */
	FinalizerStatistics statistics();

	/**
	 * Return some of the live finalizers: of this name on a {@linkplain #named view}, of
	 * every name on the registry itself. For a look at a running application: at most
	 * 100,000 are looked at, and nobody waits for it.
	 * @param limit how many to list at most, 0 or more
	 * @return an immutable snapshot, in no particular order
	 * @throws IllegalArgumentException if the limit is negative
	 */
	FinalizerListing listing(int limit);

	/**
	 * Return where the leaks come from: finalizers that must be called, and were
	 * collected or reached the exit uncalled; of this name on a {@linkplain #named view},
	 * of every name on the registry itself. Up to 100 places are told apart for a name,
	 * the rest is counted together. Places that are to be ignored are left out, though
	 * their leaks are {@linkplain FinalizerStatistics#leaks() counted}.
	 * @return an immutable snapshot, of each name the places with the most leaks first;
	 * empty unless the registry knows names whose finalizers must be called
	 */
	default List<FinalizerLeak> leaks() {
		return List.of();
	}

}
