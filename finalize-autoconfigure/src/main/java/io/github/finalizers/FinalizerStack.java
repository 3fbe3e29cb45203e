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

import org.jspecify.annotations.Nullable;

/**
 * One finalizer with many actions, which always run newest first and never at the same
 * time, like Python's {@code ExitStack}. It counts as one, has one place in the order of
 * creation (its own, not that of what is pushed) and one flag.
 * <p>
 * An action that throws does not stop the older ones: the first exception is passed on,
 * the others are suppressed in it. One that blocks holds up the rest of its own stack; at
 * exit, once it is left behind, the older ones run. <pre class="code">
 * FinalizerStack stack = registry.newStack(connection);
 * stack.push(socket, Socket::close);
 * stack.push(buffer, Buffers::release); // runs before the socket is closed
 * </pre>
 *
 * @since 0.1.0
 * @see FinalizerRegistry#newStack(Object)
 */
public interface FinalizerStack extends Finalizer<Void> {

	/**
	 * Put an action on top. What the thread did before happens-before the action.
	 * @param action runs before everything that was pushed earlier; it must not hold the
	 * referent
	 * @throws IllegalArgumentException if the action is the referent or this stack
	 * @throws IllegalStateException if the stack is dead: nothing was pushed, and the
	 * action is still the caller's to run
	 */
	void push(Runnable action);

	/**
	 * Put an action with its state on top. What the thread did before happens-before the
	 * action.
	 * @param <S> the type of the state
	 * @param state handed to the action; it must not hold the referent
	 * @param action runs before everything that was pushed earlier
	 * @throws IllegalArgumentException if the action or the state is the referent or this
	 * stack
	 * @throws IllegalStateException if the stack is dead: nothing was pushed, and the
	 * action is still the caller's to run
	 */
	<S extends @Nullable Object> void push(S state, FinalizerAction<? super S> action);

}
