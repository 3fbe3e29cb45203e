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

package io.github.finalizers.test;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerListing.Entry;
import io.github.finalizers.FinalizerRegistry;

/**
 * The live finalizers of a registry as lines of a message, the newest first.
 */
final class LiveLines {

	private static final int MOST = 20;

	private static final int LOOKED_AT = 100_000;

	private LiveLines() {
	}

	/**
	 * Describe what is live.
	 * @param name the name that is asked for, {@code null} for all
	 * @param most how many are asked for
	 * @return the lines, each after a line break
	 */
	static String of(FinalizerRegistry registry, @Nullable String name, long most) {
		List<Entry> newest = registry.listing(LOOKED_AT)
			.entries()
			.stream()
			.filter((entry) -> name == null || name.equals(entry.name()))
			.sorted(Comparator.comparing(Entry::age))
			.limit(most)
			.toList();
		String lines = newest.stream().limit(MOST).map(LiveLines::line).collect(Collectors.joining());
		return (newest.size() > MOST) ? lines + "\n  and " + (newest.size() - MOST) + " more" : lines;
	}

	/**
	 * Describe where those of a name were registered that have died uncalled, as far as
	 * the registry has been told to look for that.
	 * @return the lines, each after a line break
	 */
	static String ofLeaks(FinalizerRegistry registry, String name) {
		return registry.leaks()
			.stream()
			.filter((leak) -> leak.name().equals(name))
			.limit(MOST)
			.map((leak) -> "\n  " + leak.count() + " so far with " + leak.actionType() + at(leak.site()))
			.collect(Collectors.joining());
	}

	private static String at(List<StackTraceElement> site) {
		return site.isEmpty() ? "" : ", registered at " + site.get(0);
	}

	private static String line(Entry entry) {
		String referent = (entry.referentType() != null) ? entry.referentType() : "(collected)";
		return "\n  " + referent + " of \"" + entry.name() + "\", with " + entry.actionType() + ", live for "
				+ entry.age().toMillis() + " ms" + (entry.atExit() ? "" : ", not at exit") + at(entry.site());
	}

}
