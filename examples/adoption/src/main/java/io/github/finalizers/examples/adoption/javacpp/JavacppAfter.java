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

package io.github.finalizers.examples.adoption.javacpp;

import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.examples.adoption.Handles;
import io.github.finalizers.examples.adoption.Registries;

/**
 * JavaCPP with finalizers.
 */
public final class JavacppAfter implements Handles {

	private static final int SIZE = 1024;

	private final ManagedRegistry registry = Registries.create("javacpp");

	private final FinalizerRegistry finalizers = this.registry.named("javacpp");

	@Override
	public AutoCloseable open() {
		return new Samples(SIZE, this.finalizers);
	}

	@Override
	public AutoCloseable openBroken() {
		return new Lost(this.registry);
	}

	@Override
	public long live() {
		return this.finalizers.liveCount();
	}

	@Override
	public boolean isWorking() {
		return true;
	}

	@Override
	public boolean hasFailed() {
		return this.registry.statistics().failures() == 1;
	}

	@Override
	public void close() {
		this.registry.close();
	}

}
