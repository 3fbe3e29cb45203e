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
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * An explicit call. A recording has none unless it asks for them: an application may call
 * a million in a second, and knows of it.
 */
@Name("io.github.finalizers.Call")
@Label("Finalizer Call")
@Description("The action of a finalizer that was called, on the thread of the caller")
@Category("Finalizers")
@Enabled(false)
@StackTrace(false)
@Threshold("0 ms")
final class CallEvent extends Event {

	@Label("Name")
	@Description("The name under which the finalizer is counted")
	@Nullable String name;

	@Label("Exception Class")
	@Description("The class of what the action has thrown, if it has")
	@Nullable Class<?> exceptionClass;

	static @Nullable CallEvent begun() {
		CallEvent event = new CallEvent();
		if (!event.isEnabled()) {
			return null;
		}
		event.begin();
		return event;
	}

	void record(String name, @Nullable Class<?> exceptionClass) {
		end();
		if (shouldCommit()) {
			this.name = name;
			this.exceptionClass = exceptionClass;
			commit();
		}
	}

}
