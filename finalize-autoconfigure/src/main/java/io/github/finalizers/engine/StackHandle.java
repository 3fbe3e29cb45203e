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

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerStack;

/**
 * A finalizer with many actions. Its {@code state} is the top {@link Frame}: a push
 * replaces it inside the stripe, where the claim is decided too, so that a push either
 * precedes the claim and is run, or finds the stack dead.
 */
final class StackHandle extends Handle<Void> implements FinalizerStack {

	StackHandle(Object referent, Stripe stripe) {
		super(referent, stripe, null, null);
	}

	@Override
	public void push(Runnable action) {
		Objects.requireNonNull(action, "action");
		push(action, action, Frame.RUNNABLE);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <S extends @Nullable Object> void push(S state, FinalizerAction<? super S> action) {
		Objects.requireNonNull(action, "action");
		push(action, state, (FinalizerAction<@Nullable Object>) action);
	}

	private void push(Object given, @Nullable Object state, FinalizerAction<@Nullable Object> action) {
		Object referent = get();
		Checks.refuseSelf(referent, given, state);
		if (given == this || state == this) {
			throw new IllegalArgumentException("The " + ((given == this) ? "action" : "state")
					+ " is the stack itself; push what is to be released");
		}
		if (referent != null) {
			core().captures.check(referent, given, (state != given) ? state : null);
		}
		boolean pushed = stripe().inside(() -> {
			boolean live = isLive();
			if (live) {
				this.state = new Frame(action, state, (Frame) this.state);
			}
			return live;
		});
		if (pushed) {
			return;
		}
		throw new IllegalStateException("The stack is dead, so the action was not pushed and will not run"
				+ "; run it yourself, or push it on a new stack");
	}

	@Override
	@SuppressWarnings("NullAway") // Void has no other value
	Void invoke(@Nullable Object action, @Nullable Object state, Steps steps) {
		Frame.runAll((Frame) state, steps);
		return null;
	}

	@Override
	Binding binding(@Nullable Object referent, @Nullable Object action, @Nullable Object state) {
		return new Binding(referent, this, state);
	}

}
