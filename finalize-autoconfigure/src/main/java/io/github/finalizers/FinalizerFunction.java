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
 * An action with a result, for those who call their finalizer. <pre class="code">
 * Finalizer&lt;Long&gt; flushed = registry.registerCallable(journal, channel, Journal::flushAndClose);
 * Long bytes = flushed.call();
 * </pre>
 *
 * @param <S> the type of the state
 * @param <R> the type of the result
 * @since 0.1.0
 * @see FinalizerRegistry#registerCallable(Object, Object, FinalizerFunction)
 */
@FunctionalInterface
public interface FinalizerFunction<S extends @Nullable Object, R extends @Nullable Object> {

	/**
	 * Release what the state stands for and return the result, which only
	 * {@link Finalizer#call()} hands out; on any other path it is dropped.
	 * @param state the state given at registration, by reference; {@code null} only if
	 * {@code null} was given
	 * @return the result
	 * @throws Exception passed on to the caller of {@link Finalizer#call()}, reported to
	 * the listeners and logged on any other path
	 */
	R apply(S state) throws Exception;

}
