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

import java.time.Duration;
import java.util.List;

/**
 * What one exit sweep did. <pre class="code">
 * public void sweepEnded(SweepResult result) {
 *     if (!result.clean()) {
 *         audit.note("exit: " + result);
 *     }
 * }
 * </pre>
 *
 * @param ran how many actions it started
 * @param failures how many of them threw
 * @param leftBehind the actions that did not end in time and were left on their thread
 * @param unreached how many were to run and did not get a turn in time
 * @param abandoned how many were live and not to run at exit
 * @param duration how long the sweep took
 * @since 0.1.0
 */
public record SweepResult(long ran, long failures, List<RunningAction> leftBehind, long unreached, long abandoned,
		Duration duration) {

	public SweepResult {
		leftBehind = List.copyOf(leftBehind);
	}

	/**
	 * Return whether everything that was live has run, without a failure.
	 * @return whether nothing failed, was left behind, unreached or abandoned
	 */
	public boolean clean() {
		return this.failures == 0 && this.leftBehind.isEmpty() && this.unreached == 0 && this.abandoned == 0;
	}

}
