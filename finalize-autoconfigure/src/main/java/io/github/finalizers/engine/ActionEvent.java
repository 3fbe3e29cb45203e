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
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * An action that the registry has run. All are recorded, the short ones included, unless
 * the recording sets a threshold; a stack is one action. One that is left behind is
 * recorded when it ends, if it ever does.
 */
@Name("io.github.finalizers.Action")
@Label("Finalizer Action")
@Description("The action of a finalizer, run by its registry after a collection or at exit")
@Category("Finalizers")
@StackTrace(false)
@Threshold("0 ms")
final class ActionEvent extends Event {

	@Label("Name")
	@Description("The name under which the finalizer is counted")
	@Nullable String name;

	@Label("Cause")
	@Description("Why it was run: COLLECTED or EXIT")
	@Nullable String cause;

	@Label("Exception Class")
	@Description("The class of what the action has thrown, if it has")
	@Nullable Class<?> exceptionClass;

	static @Nullable ActionEvent begun() {
		ActionEvent event = new ActionEvent();
		if (!event.isEnabled()) {
			return null;
		}
		event.begin();
		return event;
	}

	void record(String name, String cause, @Nullable Class<?> exceptionClass) {
		end();
		if (shouldCommit()) {
			this.name = name;
			this.cause = cause;
			this.exceptionClass = exceptionClass;
			commit();
		}
	}

}
