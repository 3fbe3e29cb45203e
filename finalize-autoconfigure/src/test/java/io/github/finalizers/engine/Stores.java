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

import java.time.Duration;
import java.util.Map;

import io.github.finalizers.CaptureCheck;

/**
 * Makes stores without a registry around them. Nothing is started: all share a core that
 * no one registers with.
 */
final class Stores {

	private static final Core CORE = core();

	private Stores() {
	}

	static Core core() {
		return core(Environment.closed());
	}

	static Core core(Environment environment) {
		Duration limit = Duration.ofSeconds(1);
		return new Core(Limits.of(true, limit, limit, limit), environment, Map.of(), CaptureCheck.OFF,
				LeakSettings.NONE, LimitSettings.NONE);
	}

	static Account account() {
		return new Account(CORE, Accounts.DEFAULT);
	}

	static Handle<?> handle(Object referent, Stripe stripe) {
		return new Forms.OfRunnable(referent, stripe, Stores::nothing);
	}

	/**
	 * Make finalizers that nobody has added to the stripe, the oldest first.
	 */
	static Handle<?>[] handles(int count, Object referent, Stripe stripe) {
		Handle<?>[] handles = new Handle<?>[count];
		for (int i = 0; i < count; i++) {
			handles[i] = handle(referent, stripe);
		}
		return handles;
	}

	/**
	 * Make finalizers and add them to the stripe.
	 */
	static Handle<?>[] added(int count, Object referent, Stripe stripe) {
		Handle<?>[] handles = handles(count, referent, stripe);
		for (Handle<?> handle : handles) {
			stripe.add(handle);
		}
		return handles;
	}

	private static void nothing() {
	}

}
