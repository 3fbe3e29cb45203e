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

import io.github.finalizers.SweepResult;

/**
 * An exit sweep, with what its line in the log says.
 */
@Name("io.github.finalizers.Sweep")
@Label("Finalizer Exit Sweep")
@Description("The run of what is live when a registry closes")
@Category("Finalizers")
@StackTrace(false)
final class SweepEvent extends Event {

	@Label("Ran")
	@Description("How many actions have run")
	long ran;

	@Label("Failures")
	@Description("How many of them have thrown")
	long failures;

	@Label("Left Behind")
	@Description("How many did not end in time and were left behind on their threads")
	long leftBehind;

	@Label("Unreached")
	@Description("How many were not run because the time was over")
	long unreached;

	@Label("Abandoned")
	@Description("How many were live and not to run at exit")
	long abandoned;

	static @Nullable SweepEvent begun() {
		SweepEvent event = new SweepEvent();
		if (!event.isEnabled()) {
			return null;
		}
		event.begin();
		return event;
	}

	void record(SweepResult result) {
		this.ran = result.ran();
		this.failures = result.failures();
		this.leftBehind = result.leftBehind().size();
		this.unreached = result.unreached();
		this.abandoned = result.abandoned();
		commit();
	}

}
