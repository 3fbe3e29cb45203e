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

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;

/**
 * AssertJ assertions for a registry, or a view of it under one name. <pre class="code">
 * assertThat(registry).hasNoLive("thumbnails").hasRun(FinalizerCause.CALLED, 3).hasNoFailures();
 * assertThat(registry).within(Duration.ofSeconds(5)).hasRun(FinalizerCause.COLLECTED, 1);
 * </pre> What fails lists the live finalizers, the newest first, so that the message
 * tells the culprit.
 *
 * @since 0.1.0
 */
public final class FinalizerRegistryAssert extends AbstractAssert<FinalizerRegistryAssert, FinalizerRegistry> {

	private static final Set<FinalizerCause> RUNNING = EnumSet.of(FinalizerCause.CALLED, FinalizerCause.COLLECTED,
			FinalizerCause.EXIT);

	private Duration patience = Duration.ZERO;

	private FinalizerRegistryAssert(@Nullable FinalizerRegistry actual) {
		super(actual, FinalizerRegistryAssert.class);
	}

	/**
	 * Begin to assert on a registry.
	 * @param actual the registry, or a view of it, to which the assertions are confined
	 * @return the assertions
	 */
	public static FinalizerRegistryAssert assertThat(@Nullable FinalizerRegistry actual) {
		return new FinalizerRegistryAssert(actual);
	}

	/**
	 * Have the assertions that follow wait, while garbage is collected: what was
	 * collected is run by another thread, a little later. A finalizer is dead, and
	 * counted, when its action begins. So they also wait until those that have begun have
	 * ended: afterwards what they do is done, and what they throw is counted.
	 * @param timeout how long each may wait at most
	 * @return these assertions
	 */
	public FinalizerRegistryAssert within(Duration timeout) {
		this.patience = Objects.requireNonNull(timeout, "timeout");
		return this;
	}

	/**
	 * Verify that nothing is live.
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasNoLive() {
		return hasLive(0);
	}

	/**
	 * Verify that nothing is live under a name. The name must have been used, so that a
	 * wrong one does not pass.
	 * @param name the name
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasNoLive(String name) {
		return hasLive(name, 0);
	}

	/**
	 * Verify how many finalizers are live.
	 * @param expected how many are to be
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasLive(long expected) {
		return hasInAll(expected, "live", FinalizerStatistics::live);
	}

	/**
	 * Verify how many finalizers are live under a name, which must have been used.
	 * @param name the name
	 * @param expected how many are to be
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasLive(String name, long expected) {
		return hasUnder(name, expected, "live", OfName::live);
	}

	/**
	 * Verify how many actions have been run for a cause, whether they have thrown or not.
	 * @param cause {@link FinalizerCause#CALLED}, {@link FinalizerCause#COLLECTED} or
	 * {@link FinalizerCause#EXIT}
	 * @param expected how many are to be
	 * @return these assertions
	 * @throws IllegalArgumentException if nothing is run for the cause
	 */
	public FinalizerRegistryAssert hasRun(FinalizerCause cause, long expected) {
		return hasInAll(expected, run(cause), (statistics) -> statistics.finished(cause));
	}

	/**
	 * Verify how many actions have been run for a cause under a name, which must have
	 * been used.
	 * @param name the name
	 * @param cause {@link FinalizerCause#CALLED}, {@link FinalizerCause#COLLECTED} or
	 * {@link FinalizerCause#EXIT}
	 * @param expected how many are to be
	 * @return these assertions
	 * @throws IllegalArgumentException if nothing is run for the cause
	 */
	public FinalizerRegistryAssert hasRun(String name, FinalizerCause cause, long expected) {
		return hasUnder(name, expected, run(cause), (statistics) -> statistics.finished(cause));
	}

	/**
	 * Verify that no action has thrown on a thread of the registry, where no caller could
	 * be told.
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasNoFailures() {
		return hasInAll(0, "failed", FinalizerStatistics::failures);
	}

	/**
	 * Verify that none has died uncalled of those that must be called, under the names of
	 * which that was said.
	 * @return these assertions
	 */
	public FinalizerRegistryAssert hasNoLeaks() {
		return hasInAll(0, "leaked", FinalizerStatistics::leaks);
	}

	private static String run(FinalizerCause cause) {
		Objects.requireNonNull(cause, "cause");
		if (!RUNNING.contains(cause)) {
			throw new IllegalArgumentException("No action is run as " + cause + ", only as one of " + RUNNING);
		}
		return "run as " + cause;
	}

	private FinalizerRegistryAssert hasInAll(long expected, String what, ToLongFunction<FinalizerStatistics> count) {
		isNotNull();
		has(expected, what, null, () -> count.applyAsLong(this.actual.statistics()));
		return this;
	}

	private FinalizerRegistryAssert hasUnder(String name, long expected, String what, ToLongFunction<OfName> count) {
		Objects.requireNonNull(name, "name");
		isNotNull();
		Map<String, OfName> names = this.actual.statistics().names();
		if (!names.containsKey(name)) {
			failWithMessage("%nExpecting %d %s of \"%s\", but there is no such name, only %s", expected, what, name,
					names.keySet());
		}
		has(expected, what + " of \"" + name + "\"", name,
				() -> count.applyAsLong(Objects.requireNonNull(this.actual.statistics().names().get(name))));
		return this;
	}

	private void has(long expected, String what, @Nullable String name, LongSupplier count) {
		GarbageCollection.collect(() -> count.getAsLong() == expected && hasEnded(name), this.patience);
		long found = count.getAsLong();
		if (found != expected) {
			String live = LiveLines.of(this.actual, name, Long.MAX_VALUE);
			failWithMessage("%nExpecting %d %s, but there %s %d.%nCounted:%s%nLive:%s", expected, what,
					(found == 1) ? "is" : "are", found, counts(name), live.isEmpty() ? " none" : live);
		}
	}

	/**
	 * Whether every action that a thread of the registry has begun has ended.
	 */
	private boolean hasEnded(@Nullable String name) {
		return this.actual.statistics()
			.names()
			.entrySet()
			.stream()
			.filter((entry) -> name == null || entry.getKey().equals(name))
			.map(Map.Entry::getValue)
			.allMatch((ofName) -> ofName.actions() >= ofName.finished(FinalizerCause.COLLECTED)
					+ ofName.finished(FinalizerCause.EXIT));
	}

	private String counts(@Nullable String name) {
		StringBuilder counts = new StringBuilder();
		this.actual.statistics().names().forEach((each, ofName) -> {
			if (each.equals(name) || (name == null && ofName.live() + ofName.dead() > 0)) {
				counts.append("\n  \"").append(each).append("\": live ").append(ofName.live());
				ofName.finished().forEach((cause, finished) -> append(counts, cause.name(), finished));
				append(counts, "failed", ofName.failures());
				append(counts, "leaked", ofName.leaks());
			}
		});
		return counts.isEmpty() ? " nothing" : counts.toString();
	}

	private static void append(StringBuilder counts, String what, long count) {
		if (count > 0) {
			counts.append(", ").append(what.toLowerCase(Locale.ROOT)).append(' ').append(count);
		}
	}

}
