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

package io.github.finalizers.metrics;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Meters that live as long as an object: when it is collected, or its finalizer is
 * called, they leave their {@link MeterRegistry}. A gauge alone would stay, and read
 * {@code NaN}. <pre class="code">
 * ReferentMeters meters = new ReferentMeters(meterRegistry, finalizers.named("session-meters"));
 *
 * meters.bind(session, (registry) -&gt; Gauge.builder("session.files", session, Session::fileCount)
 *     .tag("session", session.id())
 *     .register(registry));
 * </pre>
 * <p>
 * As everywhere in Micrometer, a meter must not hold the object that it measures: what a
 * gauge reads is an argument, not a capture of its function. The capture check of the
 * registry finds one that does. The binder itself is used at once and not kept.
 * <p>
 * Meters are removed by their name and tags, on the thread that runs the finalizer. Make
 * one for each {@code MeterRegistry}, such as a bean. It is safe for use by several
 * threads.
 *
 * @since 0.1.0
 */
public final class ReferentMeters {

	/**
	 * What the binder at work on this thread registers.
	 */
	private static final ThreadLocal<@Nullable Bound> current = new ThreadLocal<>();

	private final MeterRegistry meters;

	private final FinalizerRegistry finalizers;

	/**
	 * Weak, so that no finalizer leads by this way to all that is measured, its referent
	 * too; and of this instance, so that each notes its own.
	 */
	private final WeakReference<MeterRegistry> target;

	/**
	 * Create a binder of meters to referents.
	 * @param meters where the meters are registered, which may be a composite
	 * @param finalizers what watches the referents, best with a name of its own
	 */
	public ReferentMeters(MeterRegistry meters, FinalizerRegistry finalizers) {
		this.meters = Objects.requireNonNull(meters, "meters");
		this.finalizers = Objects.requireNonNull(finalizers, "finalizers");
		this.target = new WeakReference<>(meters);
		meters.config().onMeterAdded(noteFor(this.target));
	}

	/**
	 * Bind meters to the life of an object. Only those that the binder adds, on this
	 * thread, are removed with it: a meter that was there before stays its owner's.
	 * Objects that live at the same time need tags that tell them apart, therefore, and
	 * so does one that follows another before that was collected. Only what the binder
	 * registers before it returns is noted.
	 * @param referent the object; not of a value-based class
	 * @param binder registers the meters; whatever is thrown here, those it has
	 * registered are removed again
	 * @return the handle, which may be dropped; calling it removes the meters now
	 * @throws IllegalArgumentException if the referent is of a value-based class, or if
	 * captures are refused and a meter holds the referent
	 * @throws IllegalStateException if the registry of the finalizers has closed; no
	 * meter is registered then
	 */
	public Finalizer<Void> bind(Object referent, MeterBinder binder) {
		Objects.requireNonNull(referent, "referent");
		Objects.requireNonNull(binder, "binder");
		Bound bound = new Bound(this.target);
		Bound outer = current.get();
		current.set(bound);
		try {
			binder.bindTo(this.meters);
			return this.finalizers.register(referent, bound, Bound::removeAll);
		}
		catch (RuntimeException | Error ex) {
			bound.removeAll();
			throw ex;
		}
		finally {
			restore(outer);
			Reference.reachabilityFence(referent);
		}
	}

	private static void restore(@Nullable Bound outer) {
		if (outer != null) {
			current.set(outer);
		}
		else {
			current.remove();
		}
	}

	/**
	 * It cannot be taken back, so it does not hold this.
	 */
	private static Consumer<Meter> noteFor(WeakReference<MeterRegistry> target) {
		return (meter) -> {
			Bound bound = current.get();
			if (bound != null && bound.registry == target) {
				bound.meters.add(meter);
			}
		};
	}

	/**
	 * The meters of one referent.
	 */
	private static final class Bound {

		private final WeakReference<MeterRegistry> registry;

		private final List<Meter> meters = new ArrayList<>();

		Bound(WeakReference<MeterRegistry> registry) {
			this.registry = registry;
		}

		void removeAll() {
			MeterRegistry registry = this.registry.get();
			if (registry != null) {
				this.meters.forEach(registry::remove);
			}
		}

	}

}
