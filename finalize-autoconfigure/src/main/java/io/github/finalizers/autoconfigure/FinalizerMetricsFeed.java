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

package io.github.finalizers.autoconfigure;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.metrics.FinalizerMetrics;

/**
 * Adds the registries of a context to {@link FinalizerMetrics}: to those of its nearest
 * ancestor with a {@link MeterRegistry} if it has none of its own, because nothing binds
 * its own meters then.
 */
final class FinalizerMetricsFeed implements SmartInitializingSingleton, DisposableBean {

	private final ConfigurableApplicationContext context;

	private volatile @Nullable FinalizerMetrics metrics;

	private volatile List<ManagedRegistry> registries = List.of();

	FinalizerMetricsFeed(ConfigurableApplicationContext context) {
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		FinalizerMetrics metrics = nearestMetrics();
		this.metrics = metrics;
		this.registries = ManagedRegistries.in(this.context);
		this.registries.forEach((registry) -> registry.forEachName((name) -> metrics.add(registry, name)));
	}

	@Override
	public void destroy() {
		FinalizerMetrics metrics = this.metrics;
		if (metrics != null) {
			BooleanSupplier ended = ended(new WeakReference<>(this.context));
			this.registries.forEach((registry) -> metrics.remove(registry, ended));
		}
	}

	private FinalizerMetrics nearestMetrics() {
		for (ApplicationContext context = this.context; context != null; context = context.getParent()) {
			if (has(context, MeterRegistry.class) && has(context, FinalizerMetrics.class)) {
				return context.getBean(FinalizerMetrics.class);
			}
		}
		return this.context.getBean(FinalizerMetrics.class);
	}

	private static boolean has(ApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type, true, false).length > 0;
	}

	/**
	 * Tell when all beans of a context are gone, the registry with the last of its
	 * finalizers included, without holding the context.
	 * @param context the context
	 * @return whether it has ended
	 */
	private static BooleanSupplier ended(WeakReference<ConfigurableApplicationContext> context) {
		return () -> {
			ConfigurableApplicationContext closing = context.get();
			return closing == null || !closing.isActive();
		};
	}

}
