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

package io.github.finalizers.actuate.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.FinalizerStatistics.Worker;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.RunningAction;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.FinalizerDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.LeakDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.LimitDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.NameDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.StalledActionDescriptor;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint.WorkerDescriptor;

/**
 * Makes the descriptions that {@link FinalizersEndpoint} shows.
 */
final class Descriptions {

	private Descriptions() {
	}

	static NameDescriptor of(OfName counts, @Nullable Duration oldest) {
		return new NameDescriptor(counts.live(), counts.dead(), causes(counts), counts.failures(), counts.leaks(),
				counts.bytes(), counts.limitExceeded(), of(counts.limit()), iso(oldest));
	}

	static @Nullable LimitDescriptor of(@Nullable FinalizerLimit limit) {
		return (limit != null) ? new LimitDescriptor(given(limit.count()), given(limit.bytes()),
				limit.policy().name().toLowerCase(Locale.ROOT),
				(limit.policy() == LimitPolicy.WAIT) ? iso(limit.longestWait()) : null) : null;
	}

	private static @Nullable Long given(long limit) {
		return (limit > 0) ? limit : null;
	}

	static Map<String, Long> causes(OfName counts) {
		Map<String, Long> causes = new LinkedHashMap<>();
		for (FinalizerCause cause : FinalizerCause.values()) {
			causes.put(text(cause), counts.finished(cause));
		}
		return causes;
	}

	static WorkerDescriptor of(Worker worker) {
		return new WorkerDescriptor(worker.state().name().toLowerCase(Locale.ROOT).replace('_', '-'), worker.pending(),
				worker.stalled().stream().map(Descriptions::of).toList());
	}

	private static StalledActionDescriptor of(RunningAction action) {
		return new StalledActionDescriptor(action.name(), action.thread(), action.running().toString(),
				texts(action.stack()));
	}

	static FinalizerDescriptor of(FinalizerListing.Entry entry) {
		return new FinalizerDescriptor(entry.referentType(), entry.actionType(), entry.atExit(), entry.age().toString(),
				texts(entry.site()));
	}

	static LeakDescriptor of(FinalizerLeak leak) {
		return new LeakDescriptor(leak.count(), text(leak.cause()), leak.actionType(), texts(leak.site()));
	}

	static @Nullable String iso(@Nullable Duration duration) {
		return (duration != null) ? duration.toString() : null;
	}

	private static String text(FinalizerCause cause) {
		return cause.name().toLowerCase(Locale.ROOT);
	}

	private static List<String> texts(List<StackTraceElement> frames) {
		return frames.stream().map(StackTraceElement::toString).toList();
	}

}
