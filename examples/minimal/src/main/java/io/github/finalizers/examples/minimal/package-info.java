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
 * The smallest application: the starter alone, and one finalizer.
 * <p>
 * A {@link io.github.finalizers.examples.minimal.Note} has a file that goes with it.
 * {@link io.github.finalizers.examples.minimal.Notes} writes two, and keeps one: the file
 * of the other is deleted when the note has been collected, that of the kept one when the
 * application stops.
 */
@NullMarked
package io.github.finalizers.examples.minimal;

import org.jspecify.annotations.NullMarked;
