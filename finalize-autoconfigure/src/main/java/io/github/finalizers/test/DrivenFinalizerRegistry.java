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

package io.github.finalizers.test;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerFunction;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;

/**
 * A registry that is driven by hand, for unit tests: no thread, and no collector but the
 * test. <pre class="code">
 * try (DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create()) {
 *     Uploads uploads = new Uploads(registry);
 *     Upload upload = uploads.add("image.png");
 *     registry.collect(upload);
 *     assertThat(upload.file()).doesNotExist();
 * }
 * </pre> It is to stand where one would mock a registry: a mock's {@code named} is
 * {@code null}, and a deep stub silently releases nothing. Finalizers are claimed and
 * counted as in any other registry; actions run on the thread of the test, one after the
 * other. What they throw when nobody has called them is kept in {@link #failures()}. It
 * holds no referent, and what the JVM collects meanwhile is nothing to it.
 *
 * @since 0.1.0
 */
public final class DrivenFinalizerRegistry implements FinalizerRegistry, AutoCloseable {

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	private final DrivenRegistry registry;

	private DrivenFinalizerRegistry(FinalizerRegistryBuilder builder) {
		List<Throwable> failures = this.failures;
		this.registry = builder.listener(new FinalizerListener() {

			@Override
			public void failed(String name, FinalizerCause cause, Throwable failure) {
				failures.add(failure);
			}

		}).buildDriven();
	}

	/**
	 * Return a registry with the defaults.
	 * @return a new registry, to be closed by the test
	 */
	public static DrivenFinalizerRegistry create() {
		return new DrivenFinalizerRegistry(FinalizerRegistryBuilder.create());
	}

	/**
	 * Return a registry with other settings than the defaults. <pre class="code">
	 * DrivenFinalizerRegistry.create((builder) -&gt; builder.name("uploads", false));
	 * </pre>
	 * @param settings changes the builder of the registry
	 * @return a new registry, to be closed by the test
	 */
	public static DrivenFinalizerRegistry create(Consumer<FinalizerRegistryBuilder> settings) {
		Objects.requireNonNull(settings, "settings");
		FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create();
		settings.accept(builder);
		return new DrivenFinalizerRegistry(builder);
	}

	/**
	 * Do what follows the collection of a referent: run its finalizers, newest first, on
	 * this thread.
	 * @param referent the object that is taken for collected
	 * @return how many actions have run
	 */
	public int collect(Object referent) {
		return this.registry.collect(referent);
	}

	/**
	 * Run the exit sweep, on this thread: what is live and to run at exit, newest first.
	 * The registry stays open for what comes until the close.
	 */
	public void sweep() {
		this.registry.sweep();
	}

	/**
	 * Sweep what is live, on this thread, abandon what is not to run at exit, and end.
	 */
	@Override
	public void close() {
		this.registry.close();
	}

	/**
	 * Return what actions have thrown that nobody had called, in order.
	 * @return an immutable copy
	 */
	public List<Throwable> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public Finalizer<Void> register(Object referent, Runnable action) {
		return this.registry.register(referent, action);
	}

	@Override
	public <S extends @Nullable Object> Finalizer<Void> register(Object referent, S state,
			FinalizerAction<? super S> action) {
		return this.registry.register(referent, state, action);
	}

	@Override
	public <R extends @Nullable Object> Finalizer<R> registerCallable(Object referent, Callable<? extends R> action) {
		return this.registry.registerCallable(referent, action);
	}

	@Override
	public <S extends @Nullable Object, R extends @Nullable Object> Finalizer<R> registerCallable(Object referent,
			S state, FinalizerFunction<? super S, ? extends R> action) {
		return this.registry.registerCallable(referent, state, action);
	}

	@Override
	public FinalizerStack newStack(Object referent) {
		return this.registry.newStack(referent);
	}

	@Override
	public FinalizerRegistry named(String name) {
		return this.registry.named(name);
	}

	@Override
	public FinalizerRegistry sized(long bytes) {
		return this.registry.sized(bytes);
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

	@Override
	public String toString() {
		return this.registry.toString();
	}

}
