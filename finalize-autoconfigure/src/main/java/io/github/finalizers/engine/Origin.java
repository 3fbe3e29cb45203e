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

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;

/**
 * What there is to tell of a finalizer that must be called, should it turn out to be a
 * leak. It is asked for before the claim, which drops it: it never changes, so it does
 * not matter who wins.
 */
record Origin(Leaks leaks, String actionType, @Nullable Site site) {

	/**
	 * The origin of a finalizer, {@code null} if it is dead or need not be called.
	 */
	static @Nullable Origin of(Handle<?> handle) {
		Stripe stripe = handle.stripe();
		Leaks leaks = stripe.account.leaks;
		return (leaks != null) ? stripe.inside(() -> handle.isLive() ? of(handle, leaks) : null) : null;
	}

	private static Origin of(Handle<?> handle, Leaks leaks) {
		Object action = (handle.action != null) ? handle.action : newest(handle);
		return new Origin(leaks, action.getClass().getTypeName(), handle.segment.site(Word.slot(handle.word)));
	}

	/**
	 * What stands for the action of a stack: the newest of its actions.
	 */
	private static Object newest(Handle<?> stack) {
		return (stack.state instanceof Frame top) ? top.given() : stack;
	}

	/**
	 * Tell that it is a leak.
	 */
	void leaked(FinalizerCause cause) {
		this.leaks.tell(cause, this.actionType, this.site);
	}

}
