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

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerFunction;

/**
 * The four forms in which an action is registered. The form is the class of the handle,
 * so that no handle needs a field for it.
 */
final class Forms {

	private Forms() {
	}

	static final class OfRunnable extends Handle<Void> {

		OfRunnable(Object referent, Stripe stripe, Runnable action) {
			super(referent, stripe, action, null);
		}

		@Override
		@SuppressWarnings("NullAway") // Void has no other value
		Void invoke(@Nullable Object action, @Nullable Object state, Steps steps) {
			((Runnable) Objects.requireNonNull(action)).run();
			return null;
		}

	}

	static final class OfAction extends Handle<Void> {

		OfAction(Object referent, Stripe stripe, @Nullable Object state, FinalizerAction<?> action) {
			super(referent, stripe, action, state);
		}

		@Override
		@SuppressWarnings({ "unchecked", "NullAway" }) // Void has no other value
		Void invoke(@Nullable Object action, @Nullable Object state, Steps steps) throws Exception {
			((FinalizerAction<@Nullable Object>) Objects.requireNonNull(action)).run(state);
			return null;
		}

	}

	static final class OfCallable<R extends @Nullable Object> extends Handle<R> {

		OfCallable(Object referent, Stripe stripe, Callable<? extends R> action) {
			super(referent, stripe, action, null);
		}

		@Override
		@SuppressWarnings("unchecked")
		R invoke(@Nullable Object action, @Nullable Object state, Steps steps) throws Exception {
			return ((Callable<? extends R>) Objects.requireNonNull(action)).call();
		}

	}

	static final class OfFunction<R extends @Nullable Object> extends Handle<R> {

		OfFunction(Object referent, Stripe stripe, @Nullable Object state, FinalizerFunction<?, ? extends R> action) {
			super(referent, stripe, action, state);
		}

		@Override
		@SuppressWarnings("unchecked")
		R invoke(@Nullable Object action, @Nullable Object state, Steps steps) throws Exception {
			return ((FinalizerFunction<@Nullable Object, ? extends R>) Objects.requireNonNull(action)).apply(state);
		}

	}

}
