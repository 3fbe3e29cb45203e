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
 * Managed finalizers: actions that run once, when they are called, when an object is
 * collected, or when the registry closes.
 * <p>
 * The types in the order of the flow. An application injects a
 * {@link io.github.finalizers.FinalizerRegistry} and registers a
 * {@link io.github.finalizers.FinalizerAction} or a
 * {@link io.github.finalizers.FinalizerFunction} for a referent; it gets a
 * {@link io.github.finalizers.Finalizer}, or a
 * {@link io.github.finalizers.FinalizerStack} to push several on. Each dies by one
 * {@link io.github.finalizers.FinalizerCause}. A
 * {@link io.github.finalizers.FinalizerListener} hears of it, of every
 * {@link io.github.finalizers.RunningAction} that stalls, of every
 * {@link io.github.finalizers.FinalizerLeak} and of the
 * {@link io.github.finalizers.SweepResult} at close. A
 * {@link io.github.finalizers.CaptureCheck} says what becomes of an action that leads
 * back to its referent, up to a {@link io.github.finalizers.CapturedReferentException}.
 * {@link io.github.finalizers.FinalizerStatistics} counts all, and a
 * {@link io.github.finalizers.FinalizerListing} shows some of the live ones, with where
 * they were registered, as far as {@link io.github.finalizers.RegistrationSites} says. A
 * prototype-scoped bean that is {@link io.github.finalizers.Finalized} needs none of
 * these. Files and directories that go with an object are a package of their own,
 * {@code io.github.finalizers.files}.
 */
@NullMarked
package io.github.finalizers;

import org.jspecify.annotations.NullMarked;
