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

package io.github.finalizers;

import org.jspecify.annotations.Nullable;

/**
 * What a finalizer does with its state. Written as a lambda that captures nothing, or as
 * an unbound method reference, it cannot hold the referent by accident.
 * <pre class="code">
 * registry.register(image, path, Files::deleteIfExists);
 * </pre>
 *
 * @param <S> the type of the state
 * @since 0.1.0
 * @see FinalizerRegistry#register(Object, Object, FinalizerAction)
 */
@FunctionalInterface
public interface FinalizerAction<S extends @Nullable Object> {

	/**
	 * Release what the state stands for. Runs at most once for each finalizer, on the
	 * threads that {@link FinalizerRegistry} names.
	 * @param state the state given at registration, by reference; {@code null} only if
	 * {@code null} was given
	 * @throws Exception passed on to the caller of {@link Finalizer#call()}, reported to
	 * the listeners and logged on any other path
	 */
	void run(S state) throws Exception;

}
