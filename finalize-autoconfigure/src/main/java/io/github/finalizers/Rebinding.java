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

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Registers the action of a {@link Finalizer.Binding} again, in the form it has.
 */
final class Rebinding {

	private Rebinding() {
	}

	@SuppressWarnings("unchecked")
	static Finalizer<?> register(Finalizer.Binding binding, FinalizerRegistry registry, Object referent) {
		Object action = binding.action();
		Object state = binding.state();
		if (action instanceof FinalizerStack) {
			FinalizerStack stack = registry.newStack(referent);
			if (state instanceof Runnable pushed) {
				stack.push(pushed);
			}
			return stack;
		}
		if (state == null && action instanceof Runnable runnable) {
			return registry.register(referent, runnable);
		}
		if (state == null && action instanceof Callable<?> callable) {
			return registry.registerCallable(referent, callable);
		}
		if (action instanceof FinalizerAction<?> withState) {
			return registry.register(referent, state, (FinalizerAction<@Nullable Object>) withState);
		}
		if (action instanceof FinalizerFunction<?, ?> withState) {
			return registry.registerCallable(referent, state, (FinalizerFunction<@Nullable Object, ?>) withState);
		}
		throw new IllegalArgumentException("An action of " + action.getClass().getTypeName()
				+ " does not fit its binding: it is to be a FinalizerAction or FinalizerFunction"
				+ ", or without a state a Runnable or Callable; register the binding that detach() or peek() returned");
	}

}
