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

/**
 * Test support for applications: to await a collection, to tell what holds an object, to
 * assert on a registry, to fail a test that leaves finalizers uncalled, and a registry
 * that is driven by hand.
 * <p>
 * {@link io.github.finalizers.test.GarbageCollection} and
 * {@link io.github.finalizers.test.DrivenFinalizerRegistry} need nothing but the JDK;
 * {@link io.github.finalizers.test.FinalizerRegistryAssert} needs AssertJ, and
 * {@link io.github.finalizers.test.UncalledFinalizersExtension} needs JUnit Jupiter, and
 * Spring's test support only to find the registry of a test's application context.
 */
@NullMarked
package io.github.finalizers.test;

import org.jspecify.annotations.NullMarked;
