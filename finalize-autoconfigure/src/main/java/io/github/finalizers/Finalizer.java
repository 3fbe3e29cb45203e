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

import java.lang.ref.Cleaner;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * The handle of one action attached to one referent. It is <em>live</em> until the action
 * is claimed, by whichever comes first of {@link #call()}, {@link #detach()}, the
 * collection of the referent and the close of the registry; from then on it is
 * <em>dead</em>, and stays so. The action runs at most once.
 * <p>
 * The registry owns its finalizers: a handle may be dropped, and keeping it keeps neither
 * the referent nor, once it is dead, the action and its state. It is safe for use by
 * several threads. <pre class="code">
 * final class Image implements AutoCloseable {
 *
 *     private final Finalizer&lt;Void&gt; finalizer;
 *
 *     Image(FinalizerRegistry registry, Path file) {
 *         this.finalizer = registry.register(this, file, Files::deleteIfExists);
 *     }
 *
 *     &#64;Override
 *     public void close() {
 *         this.finalizer.clean(); // now; else when collected; else at close
 *     }
 *
 * }
 * </pre>
 * <p>
 * Ported from Python's {@code weakref.finalize}: {@code f()}, {@code f.detach()},
 * {@code f.peek()}, {@code f.alive} and {@code f.atexit}.
 *
 * @param <R> the type of the action's result, {@link Void} for an action without one
 * @since 0.1.0
 * @see FinalizerRegistry
 */
public interface Finalizer<R extends @Nullable Object> extends Callable<@Nullable R>, Cleaner.Cleanable {

	/**
	 * Run the action now, on this thread, if the finalizer is live. The referent stays
	 * reachable until the action has returned. Of any number of concurrent callers one
	 * runs it; the others return at once, and may return before it has finished.
	 * @return the action's result, {@code null} for an action without one and if the
	 * finalizer is dead already, which includes a call from inside its own action
	 * @throws Exception whatever the action throws, unchanged; the finalizer is dead all
	 * the same
	 */
	@Override
	@Nullable R call() throws Exception;

	/**
	 * Do what {@link #call()} does, for code written against
	 * {@link java.lang.ref.Cleaner.Cleanable}.
	 * @throws java.io.UncheckedIOException for an {@code IOException} of the action
	 * @throws IllegalStateException for any other checked exception of the action, with
	 * it as the cause; for an {@code InterruptedException} the interrupt flag of this
	 * thread is set again
	 */
	@Override
	void clean();

	/**
	 * Take the action away, so that it never runs. Keep the referent reachable across
	 * this call (use it afterwards, or
	 * {@link java.lang.ref.Reference#reachabilityFence(Object)}): otherwise it may be
	 * collected just before, and the action has then run or is running.
	 * @return what the finalizer was bound to, or empty if it is dead already
	 */
	Optional<Binding> detach();

	/**
	 * Look at what the finalizer is bound to, and change nothing.
	 * @return what the finalizer is bound to, or empty if it is dead
	 */
	Optional<Binding> peek();

	/**
	 * Return whether the action has not been claimed yet.
	 * @return {@code true} while the finalizer is live
	 */
	boolean isAlive();

	/**
	 * Return whether the exit sweep is to run the action.
	 * @return {@code true} (the default, unless set otherwise for the name), or
	 * {@code false}, always so on a dead finalizer
	 */
	boolean isAtExit();

	/**
	 * Set whether the exit sweep is to run the action. It is honoured up to the
	 * finalizer's very turn in the sweep; on a dead finalizer it does nothing. One that
	 * is not to run at exit is abandoned when the registry closes.
	 * @param atExit whether the exit sweep is to run the action
	 */
	void setAtExit(boolean atExit);

	/**
	 * What a finalizer is, or was, bound to. It holds all of it strongly, the referent
	 * included: drop it as soon as it has served.
	 * <p>
	 * Equality, hash code and string look at identity and types only: no method of the
	 * three objects is called. <pre class="code">
	 * finalizer.detach().ifPresent((binding) -&gt; binding.registerTo(registry, successor));
	 * </pre>
	 *
	 * @param referent the watched object, or {@code null} if it has been collected and
	 * the finalizer was not claimed yet
	 * @param action the action, as it was registered; for a {@link FinalizerStack} the
	 * stack
	 * @param state the state, as it was registered; {@code null} if there is none; for a
	 * {@link FinalizerStack} a {@link Runnable} that runs what was pushed so far,
	 * {@code null} if nothing was
	 * @since 0.1.0
	 */
	record Binding(@Nullable Object referent, Object action, @Nullable Object state) {

		/**
		 * Register the same action and state for another referent. An action that
		 * implements several of the four forms is registered as the first that it is of
		 * {@link FinalizerAction} and {@link FinalizerFunction} (if there is a state),
		 * {@link Runnable}, {@link java.util.concurrent.Callable}, and these two again.
		 * It has the {@linkplain FinalizerRegistry#sized size} of the registry that is
		 * given, whatever the old one had, and room for it is asked for anew.
		 * @param registry where to register, which may be another view or registry
		 * @param newReferent the object to watch
		 * @return the new finalizer; a {@link FinalizerStack} if this is the binding of
		 * one
		 * @throws IllegalArgumentException if the registry refuses the referent, or if
		 * this binding was not made by a finalizer and its action is of none of the forms
		 * @throws IllegalStateException if the registry has closed, or a limit is
		 * reached; the action is then still the caller's to run
		 */
		public Finalizer<?> registerTo(FinalizerRegistry registry, Object newReferent) {
			return Rebinding.register(this, Objects.requireNonNull(registry, "registry"),
					Objects.requireNonNull(newReferent, "newReferent"));
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Binding that && this.referent == that.referent && this.action == that.action
					&& this.state == that.state;
		}

		@Override
		public int hashCode() {
			return 31 * (31 * System.identityHashCode(this.referent) + System.identityHashCode(this.action))
					+ System.identityHashCode(this.state);
		}

		@Override
		public String toString() {
			return "Binding[referent=" + typeName(this.referent) + ", action=" + typeName(this.action) + ", state="
					+ typeName(this.state) + "]";
		}

		private static String typeName(@Nullable Object object) {
			return (object != null) ? object.getClass().getTypeName() : "null";
		}

	}

}
