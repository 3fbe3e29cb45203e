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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerFunction;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Counts what is registered, apart from the engine's own counting.
 */
class CountingRegistry implements FinalizerRegistry {

	private final FinalizerRegistry registry;

	private final LongAdder registered;

	CountingRegistry(FinalizerRegistry registry, LongAdder registered) {
		this.registry = registry;
		this.registered = registered;
	}

	@Override
	public Finalizer<Void> register(Object referent, Runnable action) {
		return counted(this.registry.register(referent, action));
	}

	@Override
	public <S> Finalizer<Void> register(Object referent, S state, FinalizerAction<? super S> action) {
		return counted(this.registry.register(referent, state, action));
	}

	@Override
	public <R> Finalizer<R> registerCallable(Object referent, Callable<? extends R> action) {
		return counted(this.registry.registerCallable(referent, action));
	}

	@Override
	public <S, R> Finalizer<R> registerCallable(Object referent, S state,
			FinalizerFunction<? super S, ? extends R> action) {
		return counted(this.registry.registerCallable(referent, state, action));
	}

	@Override
	public FinalizerStack newStack(Object referent) {
		return counted(this.registry.newStack(referent));
	}

	@Override
	public FinalizerRegistry named(String name) {
		return new CountingRegistry(this.registry.named(name), this.registered);
	}

	@Override
	public FinalizerRegistry sized(long bytes) {
		return new CountingRegistry(this.registry.sized(bytes), this.registered);
	}

	@Override
	public long liveCount() {
		return this.registry.liveCount();
	}

	@Override
	public long deadCount() {
		return this.registry.deadCount();
	}

	@Override
	public FinalizerStatistics statistics() {
		return this.registry.statistics();
	}

	@Override
	public FinalizerListing listing(int limit) {
		return this.registry.listing(limit);
	}

	@Override
	public List<FinalizerLeak> leaks() {
		return this.registry.leaks();
	}

	private <F> F counted(F finalizer) {
		this.registered.increment();
		return finalizer;
	}

	static final class Managed extends CountingRegistry implements ManagedRegistry {

		private final ManagedRegistry registry;

		private final LongAdder registered;

		Managed(ManagedRegistry registry) {
			this(registry, new LongAdder());
		}

		private Managed(ManagedRegistry registry, LongAdder registered) {
			super(registry, registered);
			this.registry = registry;
			this.registered = registered;
		}

		long registered() {
			return this.registered.sum();
		}

		@Override
		public void sweep() {
			this.registry.sweep();
		}

		@Override
		public void close() {
			this.registry.close();
		}

		@Override
		public void forEachName(Consumer<String> consumer) {
			this.registry.forEachName(consumer);
		}

		@Override
		public void trackSites(RegistrationSites mode, boolean wholeStacks, Duration time) {
			this.registry.trackSites(mode, wholeStacks, time);
		}

	}

}
