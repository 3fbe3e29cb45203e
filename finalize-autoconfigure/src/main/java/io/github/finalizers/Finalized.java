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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a prototype-scoped Spring bean whose destroy callbacks run once: when the
 * application no longer holds the bean, when it closes the bean itself, or when the
 * {@code ApplicationContext} closes. Spring alone never destroys a prototype.
 * <pre class="code">
 * &#64;Component
 * &#64;Scope("prototype")
 * &#64;Finalized
 * class Report implements AutoCloseable {
 *
 *     private final Path draft;
 *
 *     Report() throws IOException {
 *         this.draft = Files.createTempFile("report", null);
 *     }
 *
 *     &#64;Override
 *     public void close() throws IOException {
 *         Files.deleteIfExists(this.draft);
 *     }
 *
 * }
 * </pre>
 * <p>
 * It stands on the class or on the method that declares the bean, which wins. For all
 * prototypes at once there is the property {@code finalize.prototype-beans.enabled}, and
 * {@code @Finalized(false)} leaves one out. Without destroy callbacks it does nothing.
 * <p>
 * What the application gets is a proxy, so the class must allow for one: a class that is
 * not final, or a bean that is declared by an interface. The bean itself must not hand
 * itself out, as by a listener that outlives it or an iterator that refers to it: it is
 * destroyed when nobody holds the <em>proxy</em>.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface Finalized {

	/**
	 * Return whether the bean is destroyed.
	 * @return {@code false} to leave it alone although all others are destroyed
	 */
	boolean value() default true;

}
