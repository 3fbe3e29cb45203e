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
 * An action at work on a thread of the registry. <pre class="code">
 * registry.statistics().worker().stalled().forEach((action) -&gt; log.warn(action.name() + " " + action.stack().get(0)));
 * </pre>
 *
 * @param name the name under which its finalizer is counted
 * @param thread the name of the thread
 * @param running how long it has been running
 * @param stack the stack of the thread, innermost frame first; empty if the action ended
 * meanwhile
 * @since 0.1.0
 */
public record RunningAction(String name, String thread, Duration running, List<StackTraceElement> stack) {

	public RunningAction {
		stack = List.copyOf(stack);
	}

}
