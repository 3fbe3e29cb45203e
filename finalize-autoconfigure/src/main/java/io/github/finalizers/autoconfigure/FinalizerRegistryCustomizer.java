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

import io.github.finalizers.engine.FinalizerRegistryBuilder;

/**
 * Callback for beans that want to change how the auto-configured registry is built, after
 * the properties have been applied. <pre class="code">
 * &#64;Bean
 * FinalizerRegistryCustomizer ownThreads(ThreadFactory threads) {
 *     return (builder) -&gt; builder.threadFactory(threads);
 * }
 * </pre>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FinalizerRegistryCustomizer {

	/**
	 * Customize the builder. Customizers are called in the order that
	 * {@link org.springframework.core.annotation.Order @Order} gives them.
	 * @param builder the builder, with the properties and the listeners applied
	 */
	void customize(FinalizerRegistryBuilder builder);

}
