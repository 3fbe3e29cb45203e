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

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerFunction;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.FinalizerStatistics;

/**
 * A registry under one name.
 */
class View implements FinalizerRegistry {

	final Core core;

	private final Account account;

	private final boolean atExit;

	private final long bytes;

	View(Core core, Account account, boolean atExit, long bytes) {
		this.core = core;
		this.account = account;
		this.atExit = atExit;
		this.bytes = bytes;
	}

	private void check(Object referent, Object action, @Nullable Object state) {
		Checks.referent(referent, action, state);
		this.core.captures.check(referent, action, state);
	}

	private <H extends Handle<?>> H register(H handle, Object referent) {
		if (!this.atExit) {
			handle.word = Word.withAtExit(handle.word, false);
		}
		return this.core.register(handle, referent, this.bytes);
	}

	@Override
	public Finalizer<Void> register(Object referent, Runnable action) {
		check(referent, action, null);
		return register(new Forms.OfRunnable(referent, this.account.stripe(), action), referent);
	}

	@Override
	public <S extends @Nullable Object> Finalizer<Void> register(Object referent, S state,
			FinalizerAction<? super S> action) {
		check(referent, action, state);
		return register(new Forms.OfAction(referent, this.account.stripe(), state, action), referent);
	}

	@Override
	public <R extends @Nullable Object> Finalizer<R> registerCallable(Object referent, Callable<? extends R> action) {
		check(referent, action, null);
		return register(new Forms.OfCallable<R>(referent, this.account.stripe(), action), referent);
	}

	@Override
	public <S extends @Nullable Object, R extends @Nullable Object> Finalizer<R> registerCallable(Object referent,
			S state, FinalizerFunction<? super S, ? extends R> action) {
		check(referent, action, state);
		return register(new Forms.OfFunction<R>(referent, this.account.stripe(), state, action), referent);
	}

	@Override
	public FinalizerStack newStack(Object referent) {
		Objects.requireNonNull(referent, "referent");
		Checks.refuseValueBased(referent);
		return register(new StackHandle(referent, this.account.stripe()), referent);
	}

	@Override
	public FinalizerRegistry named(String name) {
		return new View(this.core, this.core.accounts.named(name), this.core.accounts.atExit(name), this.bytes);
	}

	@Override
	public FinalizerRegistry sized(long bytes) {
		return new View(this.core, this.account, this.atExit, Checks.bytes(bytes));
	}

	@Override
	public long liveCount() {
		return this.account.live();
	}

	@Override
	public long deadCount() {
		return this.account.dead();
	}

	@Override
	public FinalizerStatistics statistics() {
		return this.core.statistics(this.account);
	}

	@Override
	public FinalizerListing listing(int limit) {
		return new Listing(this.core, limit).of(this.account);
	}

	@Override
	public List<FinalizerLeak> leaks() {
		return this.account.leaks();
	}

	@Override
	public String toString() {
		return "FinalizerRegistry[name=" + this.account.name + ", live=" + liveCount() + ", dead=" + deadCount() + "]";
	}

}
