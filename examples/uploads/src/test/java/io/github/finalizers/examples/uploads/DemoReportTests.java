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

package io.github.finalizers.examples.uploads;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.FinalizerStatistics.Worker;
import io.github.finalizers.FinalizerStatistics.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;

class DemoReportTests {

	private static final OfName RIGHT = counts(0, 4, 4, 4, 0);

	@Test
	@DisplayName("The table has a row for each name and a column for each cause")
	void tableHasNamesAndCauses() {
		assertThat(report(RIGHT, counts(1, 2, 3, 5, 6), 7, 8).table().lines().map(String::strip)).containsExactly("",
				"name                         called  collected       exit   detached  abandoned  unreached    live  failures   leaks",
				"uploads.files                     4          4          4          0          0          0       0         0       0",
				"uploads.pixels                    2          3          5          0          0          0       1         6       0",
				"", "files left: 7, bytes of direct memory not returned: 8");
	}

	@Test
	@DisplayName("All is well if each cause had a third, and nothing is left")
	void rightCountsAreNoFault() {
		assertThat(report(RIGHT, RIGHT, 0, 0).faults(4)).isEmpty();
	}

	@Test
	@DisplayName("Each count that is off is told with what it should be")
	void wrongCountsAreTold() {
		assertThat(report(RIGHT, counts(1, 4, 3, 4, 2), 1, 512).faults(4)).containsExactly(
				"uploads.pixels, COLLECTED: 3 instead of 4", "live finalizers: 1 instead of 0",
				"live bytes: 100 instead of 0", "failed actions: 2 instead of 0", "files left: 1 instead of 0",
				"bytes of direct memory not returned: 512 instead of 0");
	}

	@Test
	@DisplayName("A name that was never used is told")
	void missingNameIsTold() {
		FinalizerStatistics none = new FinalizerStatistics(Map.of(), worker());
		assertThat(new DemoReport(none, 0, 0).faults(4)).hasSize(6)
			.contains("uploads.files, CALLED: 0 instead of 4", "uploads.pixels, EXIT: 0 instead of 4");
	}

	private static DemoReport report(OfName files, OfName pixels, long filesLeft, long memoryBytes) {
		return new DemoReport(new FinalizerStatistics(
				Map.of("default", counts(0, 0, 0, 0, 0), Uploads.FILES, files, Uploads.PIXELS, pixels), worker()),
				filesLeft, memoryBytes);
	}

	private static OfName counts(long live, long called, long collected, long exit, long failures) {
		return new OfName(live,
				Map.of(FinalizerCause.CALLED, called, FinalizerCause.COLLECTED, collected, FinalizerCause.EXIT, exit),
				failures, collected + exit, Duration.ZERO, 0, false, 100 * live, 0, null);
	}

	private static Worker worker() {
		return new Worker(WorkerState.ENDED, 0, List.of());
	}

}
