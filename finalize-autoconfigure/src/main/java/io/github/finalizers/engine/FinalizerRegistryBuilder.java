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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.RegistrationSites;

/**
 * Builds a registry. It is the one public class of the engine, and needs nothing but the
 * JDK. <pre class="code">
 * try (ManagedRegistry registry = FinalizerRegistryBuilder.create().exitTimeout(Duration.ofSeconds(5)).build()) {
 *     registry.register(image, path, Files::deleteIfExists);
 * }
 * </pre> Whoever builds a registry closes it. A builder is for one thread, and may build
 * several registries.
 *
 * @since 0.1.0
 */
public final class FinalizerRegistryBuilder {

	private Duration exitTimeout = Duration.ofSeconds(10);

	private Duration actionTimeout = Duration.ofSeconds(3);

	private Duration stallThreshold = Duration.ofSeconds(10);

	private boolean exitEnabled = true;

	private CaptureCheck captureCheck = CaptureCheck.WARN;

	private final Map<String, Boolean> atExit = new LinkedHashMap<>();

	private final Map<String, Boolean> mustBeCalled = new LinkedHashMap<>();

	private final Map<String, @Nullable FinalizerLimit> limits = new LinkedHashMap<>();

	private Duration collectionInterval = LimitSettings.NONE.collectionInterval();

	private RegistrationSites registrationSites = RegistrationSites.SAMPLED;

	private final List<Pattern> ignoredLeaks = new ArrayList<>();

	private final List<Pattern> wrappers = new ArrayList<>();

	private final List<FinalizerListener> listeners = new ArrayList<>();

	private @Nullable ThreadFactory threadFactory;

	private @Nullable ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

	private @Nullable LongSupplier clock;

	private @Nullable LogSink log;

	private FinalizerRegistryBuilder() {
	}

	/**
	 * Return a builder with the defaults.
	 * @return a new builder
	 */
	public static FinalizerRegistryBuilder create() {
		return new FinalizerRegistryBuilder();
	}

	/**
	 * Set whether anything runs at close.
	 * @param enabled {@code true} by default; if {@code false} all that is live at close
	 * is abandoned
	 * @return this builder
	 */
	public FinalizerRegistryBuilder exitEnabled(boolean enabled) {
		this.exitEnabled = enabled;
		return this;
	}

	/**
	 * Set how long the whole exit may take, from the beginning of the first sweep.
	 * @param timeout 10 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	public FinalizerRegistryBuilder exitTimeout(Duration timeout) {
		this.exitTimeout = Limits.positive("exit timeout", Objects.requireNonNull(timeout, "timeout"));
		return this;
	}

	/**
	 * Set how long one action may take at exit, before it is interrupted and, if that
	 * does not help, left behind.
	 * @param timeout 3 seconds by default; at most the exit timeout
	 * @return this builder
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	public FinalizerRegistryBuilder actionTimeout(Duration timeout) {
		this.actionTimeout = Limits.positive("action timeout", Objects.requireNonNull(timeout, "timeout"));
		return this;
	}

	/**
	 * Set how long the action of a collected one may take, before it is reported and a
	 * stand-in takes over.
	 * @param threshold 10 seconds by default
	 * @return this builder
	 * @throws IllegalArgumentException if the threshold is not positive
	 */
	public FinalizerRegistryBuilder stallThreshold(Duration threshold) {
		this.stallThreshold = Limits.positive("stall threshold", Objects.requireNonNull(threshold, "threshold"));
		return this;
	}

	/**
	 * Set what the finalizers of a name start with as their
	 * {@linkplain io.github.finalizers.Finalizer#isAtExit() flag}. A configured name is
	 * always counted apart, from the start.
	 * @param name the name; it also matches names that differ only in case and in what is
	 * neither a letter nor a digit, unless one of them is configured itself
	 * @param atExit the initial flag, {@code true} for names that are not configured
	 * @return this builder
	 * @throws IllegalArgumentException if the name is not a name
	 */
	public FinalizerRegistryBuilder name(String name, boolean atExit) {
		this.atExit.put(Checks.name(name), atExit);
		return this;
	}

	/**
	 * Set what is done about an action or a state that leads back to its referent.
	 * @param captureCheck {@link CaptureCheck#WARN} by default
	 * @return this builder
	 */
	public FinalizerRegistryBuilder captureCheck(CaptureCheck captureCheck) {
		this.captureCheck = Objects.requireNonNull(captureCheck, "captureCheck");
		return this;
	}

	/**
	 * Set whether the finalizers of a name must be called. One that dies uncalled and
	 * undetached (its referent is collected, or it reaches the exit) is a leak: its
	 * action still runs, and it is counted, told to the listeners and logged, once for
	 * each place where it was registered and again whenever the number from there has
	 * doubled. A configured name is always counted apart, from the start; names that are
	 * counted together as {@code other} are never watched.
	 * @param name the name, which also matches others as in
	 * {@link #name(String, boolean)}
	 * @param mustBeCalled {@code false} for names that are not configured
	 * @return this builder
	 * @throws IllegalArgumentException if the name is not a name
	 */
	public FinalizerRegistryBuilder mustBeCalled(String name, boolean mustBeCalled) {
		this.mustBeCalled.put(Checks.name(name), mustBeCalled);
		return this;
	}

	/**
	 * Limit how much the finalizers of a name may hold at the same time. A registration
	 * past the limit asks the collector for help, and what else is done says its policy.
	 * A configured name is always counted apart, from the start; names that are counted
	 * together as {@code other} have no limit. <pre class="code">
	 * builder.limit("tiles", FinalizerLimit.ofBytes(256 &lt;&lt; 20).with(LimitPolicy.WAIT));
	 * </pre>
	 * @param name the name, which also matches others as in
	 * {@link #name(String, boolean)}, each with a limit of its own
	 * @param limit the limit
	 * @return this builder
	 * @throws IllegalArgumentException if the name is not a name
	 */
	public FinalizerRegistryBuilder limit(String name, FinalizerLimit limit) {
		this.limits.put(Checks.name(name), Objects.requireNonNull(limit, "limit"));
		return this;
	}

	/**
	 * Set how often the collector is asked for help at most, by registrations past a
	 * limit. As long as it does not help it is asked less often: up to once in 8
	 * intervals if any are refused or wait, and in 64 if they are only warned of.
	 * @param interval from the end of one collection to the next, 1 second by default
	 * @return this builder
	 * @throws IllegalArgumentException if the interval is not positive or longer than an
	 * hour
	 */
	public FinalizerRegistryBuilder collectionInterval(Duration interval) {
		this.collectionInterval = Limits.atMostAnHour("collection interval",
				Objects.requireNonNull(interval, "interval"));
		return this;
	}

	/**
	 * Set how often it is recorded where a finalizer was registered, which leaks and
	 * listings show: the frame of the caller.
	 * @param sites {@link RegistrationSites#SAMPLED} by default
	 * @return this builder
	 */
	public FinalizerRegistryBuilder registrationSites(RegistrationSites sites) {
		this.registrationSites = Objects.requireNonNull(sites, "sites");
		return this;
	}

	/**
	 * Leave leaks of third parties alone: those that were registered by a class of such a
	 * name or, where it was not recorded, whose action is of such a class or is a lambda
	 * in it. They are counted as all others, and neither logged, told nor listed.
	 * @param patterns names of classes in which {@code *} stands for anything, such as
	 * {@code com.acme.*}
	 * @return this builder
	 * @throws IllegalArgumentException if a pattern is not a class name
	 */
	public FinalizerRegistryBuilder ignoreLeaks(String... patterns) {
		for (String pattern : Objects.requireNonNull(patterns, "patterns")) {
			this.ignoredLeaks.add(LeakSettings.pattern(Objects.requireNonNull(pattern, "pattern")));
		}
		return this;
	}

	/**
	 * Pass over classes that register for their callers, when it is recorded where a
	 * finalizer was registered: the place is then that of whoever uses them, such as the
	 * line that opens what is to be closed. Leaks are told apart by that place, too.
	 * @param patterns names of classes in which {@code *} stands for anything, such as
	 * {@code com.acme.store.*}
	 * @return this builder
	 * @throws IllegalArgumentException if a pattern is not a class name
	 */
	public FinalizerRegistryBuilder wrappers(String... patterns) {
		for (String pattern : Objects.requireNonNull(patterns, "patterns")) {
			this.wrappers.add(LeakSettings.pattern(Objects.requireNonNull(pattern, "pattern")));
		}
		return this;
	}

	/**
	 * Add a listener. Listeners are told in the order in which they were added.
	 * @param listener the listener
	 * @return this builder
	 */
	public FinalizerRegistryBuilder listener(FinalizerListener listener) {
		this.listeners.add(Objects.requireNonNull(listener, "listener"));
		return this;
	}

	/**
	 * Set what makes the threads. Each is named, made a daemon and given the class loader
	 * by the registry. If the factory fails, that is logged, and a thread of the default
	 * kind takes its place.
	 * @param threadFactory the default makes daemon threads that inherit no thread locals
	 * @return this builder
	 */
	public FinalizerRegistryBuilder threadFactory(ThreadFactory threadFactory) {
		this.threadFactory = Objects.requireNonNull(threadFactory, "threadFactory");
		return this;
	}

	/**
	 * Set the context class loader of the threads. It is dropped at close.
	 * @param classLoader the context class loader of the building thread by default
	 * @return this builder
	 */
	public FinalizerRegistryBuilder classLoader(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
		return this;
	}

	/**
	 * Set the clock by which durations, ages and limits are measured.
	 * @param nanoTime nanoseconds that never go back, {@link System#nanoTime()} by
	 * default
	 * @return this builder
	 */
	public FinalizerRegistryBuilder clock(LongSupplier nanoTime) {
		this.clock = Objects.requireNonNull(nanoTime, "nanoTime");
		return this;
	}

	/**
	 * Set where the registry logs.
	 * @param log a {@link System.Logger} named {@code io.github.finalizers} by default
	 * @return this builder
	 */
	public FinalizerRegistryBuilder log(LogSink log) {
		this.log = Objects.requireNonNull(log, "log");
		return this;
	}

	/**
	 * Build a registry.
	 * @return a new registry, without any thread yet
	 * @throws IllegalArgumentException if one action may take longer than the whole exit
	 */
	public ManagedRegistry build() {
		return new Registry(newCore());
	}

	/**
	 * Build a registry for unit tests, without any thread and untouched by the collector:
	 * the test says what is collected, and when. See
	 * {@code io.github.finalizers.test.DrivenFinalizerRegistry}.
	 * @return a new registry, to be driven by hand
	 * @throws IllegalArgumentException if one action may take longer than the whole exit
	 */
	public DrivenRegistry buildDriven() {
		Core core = newCore();
		core.passes.driveByHand();
		return new HandDriven(core);
	}

	private Core newCore() {
		Limits limits = Limits.of(this.exitEnabled, this.exitTimeout, this.actionTimeout, this.stallThreshold);
		Environment environment = Environment.of(this.clock, this.log, this.listeners, this.threadFactory,
				this.classLoader);
		LeakSettings leaks = new LeakSettings(new ByName<>(this.mustBeCalled, false), this.registrationSites,
				List.copyOf(this.ignoredLeaks), List.copyOf(this.wrappers));
		LimitSettings limitSettings = new LimitSettings(new ByName<>(this.limits, null), this.collectionInterval);
		return new Core(limits, environment, this.atExit, this.captureCheck, leaks, limitSettings);
	}

	/**
	 * A registry with its life cycle. Close it once everything that registers has
	 * stopped, and before anything that the actions use is gone.
	 *
	 * @since 0.1.0
	 */
	public interface ManagedRegistry extends FinalizerRegistry, AutoCloseable {

		/**
		 * Run the exit sweep and leave the registry open: what is registered from now on
		 * runs at {@link #close()}, within the same time. From here on the worker starts
		 * nothing. Called again, or after the close, it does nothing.
		 */
		void sweep();

		/**
		 * Sweep what is live, abandon what is not to run at exit, and end: handles are
		 * dead, no thread is left but those left behind, and listeners, class loader and
		 * actions are dropped. Waits for the end, whatever interrupts the thread, bounded
		 * by the exit timeout, one second, and a moment for each action that has to be
		 * interrupted; only a listener, a log sink or a thread factory that blocks this
		 * thread can hold it up longer. Inside an action on a thread of this registry it
		 * does not wait for that action, and returns at once if a sweep or another close
		 * is on. Called again, it does nothing.
		 */
		@Override
		void close();

		/**
		 * Hand over each name that is counted apart: those that are there now, and others
		 * as they come. It is dropped at close.
		 * @param consumer takes a name, once for each, on the thread that used it first
		 */
		void forEachName(Consumer<String> consumer);

		/**
		 * Record otherwise for some time where finalizers are registered. It is logged,
		 * and afterwards all is as it was configured again, with the next registrations.
		 * @param mode of which finalizers it is recorded
		 * @param wholeStacks whether the stack of the caller is recorded, up to 64
		 * frames, or else its frame
		 * @param time for how long, at most an hour
		 * @throws IllegalArgumentException if the time is not positive or too long
		 */
		void trackSites(RegistrationSites mode, boolean wholeStacks, Duration time);

	}

	/**
	 * A registry that is driven by hand. It has no thread: actions run on the thread that
	 * collects, sweeps or closes, where no time limit can stop them, though none begins
	 * once the time for the exit is over. What the JVM's collector does is nothing to it.
	 *
	 * @since 0.1.0
	 */
	public interface DrivenRegistry extends ManagedRegistry {

		/**
		 * Do what follows the collection of a referent: run its finalizers, newest first,
		 * on this thread. What an action throws is reported, not thrown. The object stays
		 * as it is, and can be a referent again.
		 * @param referent the object that is taken for collected
		 * @return how many actions have run
		 */
		int collect(Object referent);

	}

	/**
	 * Where a registry logs. <pre class="code">
	 * builder.log((level, message, thrown) -&gt; System.err.println(level + " " + message));
	 * </pre>
	 *
	 * @since 0.1.0
	 */
	@FunctionalInterface
	public interface LogSink {

		/**
		 * Log a message. What it throws is ignored.
		 * @param level the level
		 * @param message the message, complete
		 * @param thrown what to log with it, or {@code null}
		 */
		void log(System.Logger.Level level, String message, @Nullable Throwable thrown);

	}

}
