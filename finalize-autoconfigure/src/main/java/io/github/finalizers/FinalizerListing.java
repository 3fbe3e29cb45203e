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

import org.jspecify.annotations.Nullable;

/**
 * Some of the finalizers that are live. <pre class="code">
 * for (FinalizerListing.Entry entry : registry.named("thumbnails").listing(10).entries()) {
 *     System.out.println(entry.referentType() + ", live for " + entry.age());
 * }
 * </pre>
 *
 * @param entries as many as were asked for, or as there are
 * @param oldest the approximate age of the oldest one looked at, {@code null} if there is
 * none
 * @param truncated whether there are more than are listed or were looked at
 * @since 0.1.0
 */
public record FinalizerListing(List<Entry> entries, @Nullable Duration oldest, boolean truncated) {

	public FinalizerListing {
		entries = List.copyOf(entries);
	}

	/**
	 * One live finalizer, told by types alone.
	 *
	 * @param name the name under which it is counted
	 * @param referentType the type of the referent, {@code null} if it has been collected
	 * @param actionType the type of the action
	 * @param atExit whether the exit sweep is to run it
	 * @param age how long it has been live, approximately
	 * @param site where it was registered: the frame of the caller, or its stack,
	 * innermost frame first; empty if it was not recorded
	 * @since 0.1.0
	 */
	public record Entry(String name, @Nullable String referentType, String actionType, boolean atExit, Duration age,
			List<StackTraceElement> site) {

		public Entry {
			site = List.copyOf(site);
		}

	}

}
