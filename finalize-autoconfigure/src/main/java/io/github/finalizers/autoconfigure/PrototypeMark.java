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

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.github.finalizers.Finalized;

/**
 * Tells whether the beans of a definition are to be destroyed: by the annotation on its
 * method, or on the class of the bean, or by the property.
 *
 * @param onMethod the annotation on the method that makes the bean
 * @param enabled the property
 */
record PrototypeMark(@Nullable Finalized onMethod, boolean enabled) {

	static PrototypeMark of(@Nullable Method method, boolean enabled) {
		return new PrototypeMark(
				(method != null) ? AnnotatedElementUtils.findMergedAnnotation(method, Finalized.class) : null, enabled);
	}

	boolean takesIn(Class<?> type) {
		Finalized found = find(type);
		return (found != null) ? found.value() : this.enabled;
	}

	boolean isOn(Class<?> type) {
		return find(type) != null;
	}

	private @Nullable Finalized find(Class<?> type) {
		return (this.onMethod != null) ? this.onMethod
				: AnnotatedElementUtils.findMergedAnnotation(type, Finalized.class);
	}

}
