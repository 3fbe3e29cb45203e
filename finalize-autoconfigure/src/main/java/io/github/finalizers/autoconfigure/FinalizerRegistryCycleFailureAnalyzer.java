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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for a listener or customizer of the registry that asks
 * for the registry itself. Ordered before Spring Boot's own for any cycle, whose advice
 * is to allow it.
 */
@Order(0)
final class FinalizerRegistryCycleFailureAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCurrentlyInCreationException cause) {
		List<String> cycle = findCycle(rootFailure);
		int registry = cycle.indexOf(FinalizersAutoConfiguration.REGISTRY_BEAN_NAME);
		if (registry == -1) {
			return null;
		}
		// The ends of the list are the same bean, so one before the first is one before
		// the last.
		String culprit = cycle.get(((registry > 0) ? registry : cycle.size() - 1) - 1);
		return new FailureAnalysis(
				String.format("The finalizer registry is built from its listeners and customizers, and one of them"
						+ " needs the registry itself:%n%n    %s%n", String.join(" -> ", cycle)),
				"Let '" + culprit + "' inject an ObjectProvider<FinalizerRegistry>, or a FinalizerRegistry that is"
						+ " @Lazy, and not use it before the application has started.",
				cause);
	}

	private List<String> findCycle(Throwable rootFailure) {
		List<String> names = new ArrayList<>();
		for (Throwable failure = rootFailure; failure != null; failure = failure.getCause()) {
			String name = (failure instanceof BeanCreationException creation) ? creation.getBeanName() : null;
			if (name != null && (names.isEmpty() || !names.get(names.size() - 1).equals(name))) {
				names.add(name);
			}
		}
		int start = names.isEmpty() ? 0 : names.indexOf(names.get(names.size() - 1));
		return (names.size() - start > 1) ? names.subList(start, names.size()) : List.of();
	}

}
