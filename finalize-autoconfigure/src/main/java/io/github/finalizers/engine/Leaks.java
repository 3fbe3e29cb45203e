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

import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;

/**
 * Tells of the leaks of a name whose finalizers must be called, and keeps apart where
 * they come from. How many there are is not counted here: it follows from how the
 * finalizers of the name have died, and so is exact, whatever is told.
 * <p>
 * {@code places} are told apart by the type of the action if that is a lambda's, which
 * has a type of its own wherever one is written, but in a class that registers for its
 * callers it is the same for all of them; others by the frame of the caller, or, where
 * that was not recorded, by the type of the action. Each is replaced as a whole by what
 * it is with one more, and keeps the longest of the stacks. They are added under this
 * object's monitor, up to a bound, and read without it.
 */
final class Leaks {

	private static final int MOST_PLACES = 100;

	private static final String LAMBDA = "$$Lambda";

	private final Core core;

	private final String name;

	private final Map<Object, AtomicReference<FinalizerLeak>> places = new ConcurrentHashMap<>();

	private final AtomicReference<FinalizerLeak> elsewhere;

	Leaks(Core core, String name) {
		this.core = core;
		this.name = name;
		this.elsewhere = newPlace(null, List.of());
	}

	/**
	 * Tell of one: to the listeners, and to the log if the number of those from the same
	 * place has doubled. What there is no memory to tell is counted all the same.
	 */
	void tell(FinalizerCause cause, String actionType, @Nullable Site site) {
		try {
			List<StackTraceElement> frames = (site != null) ? site.frames() : List.of();
			if (this.core.leakSettings.ignores(frames.isEmpty() ? owner(actionType) : frames.get(0).getClassName())) {
				return;
			}
			FinalizerLeak leak = place(actionType, frames).updateAndGet((before) -> oneMore(before, cause, frames));
			if (Long.bitCount(leak.count()) == 1) {
				this.core.log(Level.WARNING, text(leak), null);
			}
			this.core.listeners().leaked(leak);
			FlightRecording.leaked(this.name, cause, (site != null) ? site.text() : null);
		}
		catch (Throwable ex) {
			// Telling must not keep the action from running, and is followed by it.
		}
	}

	private AtomicReference<FinalizerLeak> place(String actionType, List<StackTraceElement> frames) {
		Object key = (frames.isEmpty() || tellsThePlace(actionType)) ? actionType : frames.get(0);
		AtomicReference<FinalizerLeak> place = this.places.get(key);
		return (place != null) ? place : addPlace(key, actionType, frames);
	}

	private synchronized AtomicReference<FinalizerLeak> addPlace(Object key, String actionType,
			List<StackTraceElement> frames) {
		if (this.places.size() >= MOST_PLACES) {
			return this.places.getOrDefault(key, this.elsewhere);
		}
		return this.places.computeIfAbsent(key, (absent) -> newPlace(actionType, frames));
	}

	private AtomicReference<FinalizerLeak> newPlace(@Nullable String actionType, List<StackTraceElement> frames) {
		return new AtomicReference<>(new FinalizerLeak(this.name, FinalizerCause.COLLECTED, actionType, frames, 0));
	}

	private static FinalizerLeak oneMore(FinalizerLeak leak, FinalizerCause cause, List<StackTraceElement> frames) {
		boolean better = leak.actionType() != null && frames.size() > leak.site().size();
		return new FinalizerLeak(leak.name(), cause, leak.actionType(), better ? frames : leak.site(),
				leak.count() + 1);
	}

	/**
	 * The places with any, those with the most first.
	 */
	List<FinalizerLeak> all() {
		return Stream.concat(this.places.values().stream(), Stream.of(this.elsewhere))
			.map(AtomicReference::get)
			.filter((leak) -> leak.count() > 0)
			.sorted(Comparator.comparingLong(FinalizerLeak::count).reversed())
			.toList();
	}

	private boolean tellsThePlace(String actionType) {
		return isLambda(actionType) && !this.core.leakSettings.isWrapper(owner(actionType));
	}

	/**
	 * The class in which a lambda is written.
	 */
	private static String owner(String actionType) {
		return isLambda(actionType) ? actionType.substring(0, actionType.indexOf(LAMBDA)) : actionType;
	}

	private static boolean isLambda(String actionType) {
		return actionType.contains(LAMBDA);
	}

	private static String text(FinalizerLeak leak) {
		return "A finalizer of \"" + leak.name() + "\" must be called, and was not: " + how(leak.cause())
				+ ((leak.count() > 1) ? " (" + leak.count() + " from this place so far)" : "") + "; " + where(leak);
	}

	private static String how(FinalizerCause cause) {
		return switch (cause) {
			case COLLECTED -> "its referent was collected";
			case EXIT -> "the exit sweep ran it";
			case ABANDONED -> "it was abandoned at close";
			case UNREACHED -> "the exit was over before its turn";
			case CALLED, DETACHED -> throw new IllegalArgumentException("No leak: " + cause);
		};
	}

	private static String where(FinalizerLeak leak) {
		if (leak.actionType() == null) {
			return "it is from one of the places beyond the first " + MOST_PLACES + ", which are counted together";
		}
		return switch (leak.site().size()) {
			case 0 -> "where it was registered was not recorded, its action is a " + leak.actionType();
			case 1 -> "registered at " + leak.site().get(0);
			default -> "registered at" + Texts.of(leak.site());
		};
	}

}
