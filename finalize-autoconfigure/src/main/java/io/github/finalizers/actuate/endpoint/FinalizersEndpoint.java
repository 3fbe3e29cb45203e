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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;
import io.github.finalizers.RegistrationSites;

/**
 * {@link Endpoint @Endpoint} that shows what a {@link FinalizerRegistry} counts, what its
 * worker is at, and some of the live finalizers of a name. It tells of types, never of
 * what an object or an exception has to say.
 *
 * @since 0.1.0
 */
@Endpoint(id = "finalizers", defaultAccess = Access.READ_ONLY)
public class FinalizersEndpoint {

	private static final int LISTED = 100;

	private static final int LOOKED_AT = 100_000;

	private static final String OTHER = "other";

	private static final Duration TRACKED = Duration.ofMinutes(10);

	private final @Nullable FinalizerRegistry registry;

	private final @Nullable SiteTracker tracker;

	/**
	 * Create a new endpoint that only shows.
	 * @param registry the registry to show, {@code null} if there is nothing to show
	 */
	public FinalizersEndpoint(@Nullable FinalizerRegistry registry) {
		this(registry, null);
	}

	/**
	 * Create a new endpoint.
	 * @param registry the registry to show, {@code null} if there is nothing to show
	 * @param tracker changes what the registry records, {@code null} if nothing can
	 */
	public FinalizersEndpoint(@Nullable FinalizerRegistry registry, @Nullable SiteTracker tracker) {
		this.registry = registry;
		this.tracker = tracker;
	}

	/**
	 * Return the totals, the counts by name, and what the worker is at.
	 * @return a description of the registry, {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable FinalizersDescriptor finalizers() {
		FinalizerRegistry registry = this.registry;
		if (registry == null) {
			return null;
		}
		FinalizerStatistics statistics = registry.statistics();
		Map<String, NameDescriptor> names = new TreeMap<>();
		statistics.names()
			.forEach((name, counts) -> names.put(name, Descriptions.of(counts, oldest(registry, name, counts))));
		return new FinalizersDescriptor(statistics.live(), statistics.dead(), statistics.failures(), statistics.leaks(),
				statistics.bytes(), Descriptions.iso(registry.listing(0).oldest()), names,
				Descriptions.of(statistics.worker()));
	}

	/**
	 * Return the counts of a name and some of its live finalizers.
	 * @param name the name
	 * @return a description of the name, {@code null} if it is not counted apart
	 */
	@ReadOperation
	public @Nullable NamedFinalizersDescriptor finalizersOf(@Selector String name) {
		Objects.requireNonNull(name, "name");
		FinalizerRegistry registry = this.registry;
		// Not by named(name): that would begin to count an unknown name.
		OfName counts = (registry != null) ? registry.statistics().names().get(name) : null;
		if (registry == null || counts == null) {
			return null;
		}
		FinalizerListing listing = listing(registry, name, LISTED);
		return new NamedFinalizersDescriptor(name, counts.live(), counts.dead(), Descriptions.causes(counts),
				counts.failures(), counts.leaks(), counts.bytes(), counts.limitExceeded(),
				Descriptions.of(counts.limit()), leakPlaces(registry, name), Descriptions.iso(listing.oldest()),
				listing.truncated(), listing.entries().stream().map(Descriptions::of).toList());
	}

	/**
	 * Record otherwise for some time where finalizers are registered, and then again as
	 * it was configured. Spring Boot 3.5 wants all the parameters given.
	 * @param mode of which finalizers it is recorded
	 * @param wholeStacks whether the stack of the caller is recorded and not only its
	 * frame, {@code false} by default
	 * @param time for how long, at most an hour, ten minutes by default
	 * @return what is recorded now, {@code null} if there is no registry
	 */
	@WriteOperation
	public @Nullable SitesDescriptor trackSites(RegistrationSites mode, @Nullable Boolean wholeStacks,
			@Nullable Duration time) {
		Objects.requireNonNull(mode, "mode");
		if (this.tracker == null) {
			return null;
		}
		boolean stacks = (wholeStacks != null) && wholeStacks;
		Duration limited = (time != null) ? time : TRACKED;
		try {
			this.tracker.trackSites(mode, stacks, limited);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEndpointRequestException(String.valueOf(ex.getMessage()), "time is out of range");
		}
		return new SitesDescriptor(mode.name().toLowerCase(Locale.ROOT), stacks, limited.toString());
	}

	private static List<LeakDescriptor> leakPlaces(FinalizerRegistry registry, String name) {
		return registry.leaks().stream().filter((leak) -> leak.name().equals(name)).map(Descriptions::of).toList();
	}

	private static @Nullable Duration oldest(FinalizerRegistry registry, String name, OfName counts) {
		return (counts.live() > 0) ? listing(registry, name, 0).oldest() : null;
	}

	/**
	 * List finalizers of a name, or of those counted together, which have no view.
	 * @param registry the registry
	 * @param name the name
	 * @param limit how many to list at most
	 * @return the listing
	 */
	private static FinalizerListing listing(FinalizerRegistry registry, String name, int limit) {
		if (!name.equals(OTHER)) {
			return registry.named(name).listing(limit);
		}
		FinalizerListing all = registry.listing(LOOKED_AT);
		List<FinalizerListing.Entry> entries = all.entries()
			.stream()
			.filter((entry) -> entry.name().equals(OTHER))
			.toList();
		Duration oldest = entries.stream().map(FinalizerListing.Entry::age).max(Duration::compareTo).orElse(null);
		return new FinalizerListing(entries.subList(0, Math.min(limit, entries.size())), oldest,
				all.truncated() || entries.size() > limit);
	}

	/**
	 * Description of a registry. Durations are in ISO-8601 form here and below, whatever
	 * the JSON mapper makes of durations.
	 *
	 * @param live how many finalizers are live
	 * @param dead how many have died
	 * @param failures how many actions have thrown on a thread of the registry
	 * @param leaks how many must have been called and were not
	 * @param bytes how many bytes of native memory are held
	 * @param oldest the approximate age of the oldest live one
	 * @param names what is counted by name
	 * @param worker what the worker is at
	 */
	public record FinalizersDescriptor(long live, long dead, long failures, long leaks, long bytes,
			@Nullable String oldest, Map<String, NameDescriptor> names,
			WorkerDescriptor worker) implements OperationResponseBody {

	}

	/**
	 * Description of what is counted under one name.
	 *
	 * @param live how many finalizers are live
	 * @param dead how many have died
	 * @param finished how many have died, by cause
	 * @param failures how many actions have thrown on a thread of the registry
	 * @param leaks how many must have been called and were not
	 * @param bytes how many bytes of native memory are held
	 * @param limitExceeded how many registrations were past the limit
	 * @param limit the limit, {@code null} if there is none
	 * @param oldest the approximate age of the oldest live one
	 */
	public record NameDescriptor(long live, long dead, Map<String, Long> finished, long failures, long leaks,
			long bytes, long limitExceeded, @Nullable LimitDescriptor limit, @Nullable String oldest) {

	}

	/**
	 * Description of how much the finalizers of a name may hold.
	 *
	 * @param count how many there may be, {@code null} if that is not limited
	 * @param bytes how many bytes they may hold, {@code null} if that is not limited
	 * @param policy what is done about more
	 * @param longestWait how long a thread waits at most, {@code null} if none does
	 */
	public record LimitDescriptor(@Nullable Long count, @Nullable Long bytes, String policy,
			@Nullable String longestWait) {

	}

	/**
	 * Description of the worker.
	 *
	 * @param state what it does
	 * @param pending how many collected ones wait for their turn
	 * @param stalled the actions that have run for longer than the stall threshold
	 */
	public record WorkerDescriptor(String state, int pending, List<StalledActionDescriptor> stalled) {

	}

	/**
	 * Description of a stalled action.
	 *
	 * @param name the name under which its finalizer is counted
	 * @param thread the name of the thread
	 * @param running how long it has been running
	 * @param stack the stack of the thread, innermost frame first
	 */
	public record StalledActionDescriptor(String name, String thread, String running, List<String> stack) {

	}

	/**
	 * Description of a name with some of its live finalizers.
	 *
	 * @param name the name
	 * @param live how many finalizers are live
	 * @param dead how many have died
	 * @param finished how many have died, by cause
	 * @param failures how many actions have thrown on a thread of the registry
	 * @param leaks how many must have been called and were not
	 * @param bytes how many bytes of native memory are held
	 * @param limitExceeded how many registrations were past the limit
	 * @param limit the limit, {@code null} if there is none
	 * @param leakPlaces where those come from
	 * @param oldest the approximate age of the oldest live one
	 * @param truncated whether there are more live ones than are shown
	 * @param finalizers some of the live ones
	 */
	public record NamedFinalizersDescriptor(String name, long live, long dead, Map<String, Long> finished,
			long failures, long leaks, long bytes, long limitExceeded, @Nullable LimitDescriptor limit,
			List<LeakDescriptor> leakPlaces, @Nullable String oldest, boolean truncated,
			List<FinalizerDescriptor> finalizers) implements OperationResponseBody {

	}

	/**
	 * Description of a live finalizer.
	 *
	 * @param referentType the type of the referent, {@code null} if it has been collected
	 * @param actionType the type of the action
	 * @param atExit whether the exit sweep is to run it
	 * @param age how long it has been live, approximately
	 * @param site where it was registered, innermost frame first; empty if that was not
	 * recorded
	 */
	public record FinalizerDescriptor(@Nullable String referentType, String actionType, boolean atExit, String age,
			List<String> site) {

	}

	/**
	 * Description of the leaks from one place.
	 *
	 * @param count how many there have been
	 * @param cause how the last of them died
	 * @param actionType the type of the action, {@code null} for those of all the places
	 * that are too many to be told apart
	 * @param site where they were registered, innermost frame first; empty if that was
	 * not recorded
	 */
	public record LeakDescriptor(long count, String cause, @Nullable String actionType, List<String> site) {

	}

	/**
	 * Description of what is recorded of where finalizers are registered.
	 *
	 * @param mode of which finalizers
	 * @param wholeStacks whether the stack of the caller is recorded
	 * @param time for how long from now
	 */
	public record SitesDescriptor(String mode, boolean wholeStacks, String time) implements OperationResponseBody {

	}

}
