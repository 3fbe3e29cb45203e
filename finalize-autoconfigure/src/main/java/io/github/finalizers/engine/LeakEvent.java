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

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * A finalizer that must be called, and was not.
 */
@Name("io.github.finalizers.Leak")
@Label("Finalizer Leak")
@Description("A finalizer that must be called was collected, or reached the exit, uncalled")
@Category("Finalizers")
@StackTrace(false)
final class LeakEvent extends Event {

	@Label("Name")
	@Description("The name under which the finalizer is counted")
	@Nullable String name;

	@Label("Cause")
	@Description("How it died instead of being called")
	@Nullable String cause;

	@Label("Site")
	@Description("Where it was registered, if that is known")
	@Nullable String site;

	static void record(String name, String cause, @Nullable String site) {
		LeakEvent event = new LeakEvent();
		if (event.isEnabled()) {
			event.name = name;
			event.cause = cause;
			event.site = site;
			event.commit();
		}
	}

}
