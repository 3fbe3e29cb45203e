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
 * Duels: two sides do something to the same finalizer or registry at the same moment,
 * many thousand times, and every way in which that may end is written down. There is one
 * for each pair of call, detach, peek, setAtExit, register, collected, sweep and close,
 * in the class of whichever comes first in this row.
 * <p>
 * An outcome reads: what the first side got, what the second got, how each finalizer
 * ended by the registry's counts, how often each action ran. What all duels forbid is in
 * {@link io.github.finalizers.engine.Forbidden}. Each duel has the same three short
 * methods because jcstress finds them nowhere but in the class itself.
 * <p>
 * {@code mvn verify} fights the eight that matter most for a moment, with
 * {@code -Dduels=all} all of them for some minutes. They are in the engine's package
 * because they push a finalizer through as the collector would.
 */
@NullMarked
package io.github.finalizers.engine;

import org.jspecify.annotations.NullMarked;
