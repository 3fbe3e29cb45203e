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

package io.github.finalizers.engine;

import java.util.Objects;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;

/**
 * The registry that is driven by hand: the same claims, counts and listeners, on the
 * thread of whoever drives it.
 */
final class HandDriven extends Registry implements DrivenRegistry {

	HandDriven(Core core) {
		super(core);
	}

	@Override
	public int collect(Object referent) {
		Objects.requireNonNull(referent, "referent");
		Handle<?>[] newestLast = this.core.snapshot((handle) -> handle.refersTo(referent));
		Runner runner = new Runner(this.core, "finalizers-by-hand", (unstarted) -> {
		});
		int ran = 0;
		for (int i = newestLast.length - 1; i >= 0; i--) {
			runner.hasWaited();
			runner.run(newestLast[i], FinalizerCause.COLLECTED);
			ran += (runner.cause != null) ? 1 : 0;
		}
		return ran;
	}

}
