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

package io.github.finalizers.benchmarks;

import java.lang.System.Logger.Level;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * This project, with the state beside an action that captures nothing.
 */
class FinalizersContender implements Contender {

	static final String NAME = "benchmark";

	final ManagedRegistry managed;

	final FinalizerRegistry registry;

	FinalizersContender() {
		this(FinalizerRegistryBuilder.create());
	}

	FinalizersContender(FinalizerRegistryBuilder builder) {
		this.managed = builder.log(FinalizersContender::log).build();
		this.registry = this.managed.named(NAME);
	}

	private static void log(Level level, String message, @Nullable Throwable thrown) {
		if (level.getSeverity() >= Level.WARNING.getSeverity()) {
			System.err.println(message);
		}
	}

	@Override
	public Object register(Object referent, Resource state) {
		return this.registry.register(referent, state, Resource::release);
	}

	@Override
	public final void call(Object handle) {
		((Finalizer<?>) handle).clean();
	}

	@Override
	@SuppressWarnings("ReturnValueIgnored")
	public final void detach(Object handle) {
		((Finalizer<?>) handle).detach();
	}

	@Override
	public final void close() {
		this.managed.close();
	}

}
