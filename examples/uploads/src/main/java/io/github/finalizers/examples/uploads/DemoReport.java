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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;

/**
 * What ran for which cause, and whether that is right.
 *
 * @param statistics what the registry counted
 * @param files how many files are left
 * @param memoryBytes how much memory has not come back
 */
record DemoReport(FinalizerStatistics statistics, long files, long memoryBytes) {

	private static final Set<FinalizerCause> EXPECTED = Set.of(FinalizerCause.CALLED, FinalizerCause.COLLECTED,
			FinalizerCause.EXIT);

	String table() {
		StringBuilder table = new StringBuilder(System.lineSeparator());
		table.append("%-24s".formatted("name"));
		for (FinalizerCause cause : FinalizerCause.values()) {
			table.append("%11s".formatted(cause.name().toLowerCase(Locale.ROOT)));
		}
		table.append("%8s%10s%8s%n".formatted("live", "failures", "leaks"));
		this.statistics.names().forEach((name, counts) -> {
			if (counts.live() + counts.dead() > 0) {
				table.append(row(name, counts));
			}
		});
		return table
			.append("%nfiles left: %d, bytes of direct memory not returned: %d%n".formatted(this.files,
					this.memoryBytes))
			.toString();
	}

	private static String row(String name, OfName counts) {
		StringBuilder row = new StringBuilder("%-24s".formatted(name));
		for (FinalizerCause cause : FinalizerCause.values()) {
			row.append("%11d".formatted(counts.finished(cause)));
		}
		return row.append("%8d%10d%8d%n".formatted(counts.live(), counts.failures(), counts.leaks())).toString();
	}

	/**
	 * Return what is wrong, if each cause was to have that many of each name.
	 */
	List<String> faults(int each) {
		List<String> faults = new ArrayList<>();
		Map<String, OfName> names = this.statistics.names();
		for (String name : List.of(Uploads.FILES, Uploads.PIXELS)) {
			OfName counts = names.get(name);
			for (FinalizerCause cause : FinalizerCause.values()) {
				long count = (counts != null) ? counts.finished(cause) : 0;
				check(faults, name + ", " + cause, count, EXPECTED.contains(cause) ? each : 0);
			}
		}
		check(faults, "live finalizers", this.statistics.live(), 0);
		check(faults, "live bytes", this.statistics.bytes(), 0);
		check(faults, "failed actions", this.statistics.failures(), 0);
		check(faults, "files left", this.files, 0);
		check(faults, "bytes of direct memory not returned", this.memoryBytes, 0);
		return faults;
	}

	private static void check(List<String> faults, String what, long count, long expected) {
		if (count != expected) {
			faults.add(what + ": " + count + " instead of " + expected);
		}
	}

}
