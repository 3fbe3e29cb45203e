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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finalizers that must be called and were not, registered at one place. It is what a
 * listener is told of each leak, with the count so far, and what a registry lists.
 * <pre class="code">
 * for (FinalizerLeak leak : registry.named("uploads").leaks()) {
 *     System.out.println(leak.count() + " from " + leak.site());
 * }
 * </pre>
 *
 * @param name the name under which they are counted
 * @param cause how the last of them died: {@link FinalizerCause#COLLECTED},
 * {@link FinalizerCause#EXIT}, {@link FinalizerCause#ABANDONED} or
 * {@link FinalizerCause#UNREACHED}
 * @param actionType the type of the action of the first of them; {@code null} for those
 * of all the places that are too many to be told apart
 * @param site where they were registered: the frame of the caller, or its stack,
 * innermost frame first, as {@link RegistrationSites} says; empty if it was recorded for
 * none of them
 * @param count how many there have been at this place: where a lambda is written that is
 * their action, if not in a class that registers for its callers, or where others were
 * registered; those of which that was not recorded are counted by the type of the action
 * @since 0.1.0
 */
public record FinalizerLeak(String name, FinalizerCause cause, @Nullable String actionType,
		List<StackTraceElement> site, long count) {

	public FinalizerLeak {
		site = List.copyOf(site);
	}

}
