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

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps a thread of ours at work, whatever its work throws. Where memory is so short that
 * not even the log can be told, the next round may have some.
 */
final class Rounds {

	private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

	private Rounds() {
	}

	/**
	 * Go round until there is nothing to do any more.
	 * @param stumble what to log when a round throws
	 * @param round one round, which tells whether there is more to do
	 */
	static void run(Core core, String stumble, BooleanSupplier round) {
		boolean more = true;
		while (more) {
			try {
				more = once(core, stumble, round);
			}
			catch (Throwable ex) {
				// Told or not, the work goes on.
			}
		}
	}

	private static boolean once(Core core, String stumble, BooleanSupplier round) {
		try {
			return round.getAsBoolean();
		}
		catch (Throwable ex) {
			LockSupport.parkNanos(MOMENT);
			core.log(Level.ERROR, stumble, ex);
			return true;
		}
	}

}
