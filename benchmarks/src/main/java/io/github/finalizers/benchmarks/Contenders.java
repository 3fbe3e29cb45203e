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

package io.github.finalizers.benchmarks;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder;

/**
 * Who takes part, and in what.
 */
@SuppressWarnings("ImmutableEnumChecker") // nobody changes them
public enum Contenders {

	/**
	 * This project, with the state beside an action that captures nothing.
	 */
	FINALIZERS(() -> new FinalizersContender(), EnumSet.allOf(Job.class)),

	/**
	 * This project, with a lambda that captures the state.
	 */
	FINALIZERS_LAMBDA(() -> new FinalizersLambdaContender(), EnumSet.allOf(Job.class)),

	/**
	 * This project, without where anything was registered: only where that is what is
	 * asked.
	 */
	FINALIZERS_SITES_OFF(
			() -> new FinalizersContender(FinalizerRegistryBuilder.create().registrationSites(RegistrationSites.OFF)),
			EnumSet.noneOf(Job.class)),

	/**
	 * {@link java.lang.ref.Cleaner}, with a lambda that captures the state: what all
	 * others are compared with.
	 */
	CLEANER(() -> new CleanerContender(), EnumSet.of(Job.REGISTER, Job.CALL, Job.CALL_ANY, Job.DETACH, Job.COLLECT)),

	/**
	 * {@link java.lang.ref.Cleaner}, with a state that is the action.
	 */
	CLEANER_STATE(() -> new CleanerStateContender(), EnumSet.of(Job.REGISTER, Job.CALL, Job.CALL_ANY, Job.COLLECT)),

	/**
	 * {@code FinalizableWeakReference} of Guava.
	 */
	GUAVA(() -> new GuavaContender(), EnumSet.of(Job.REGISTER, Job.CALL, Job.CALL_ANY, Job.DETACH, Job.COLLECT)),

	/**
	 * The cleaner of JNA.
	 */
	JNA(() -> new JnaContender(), EnumSet.of(Job.REGISTER, Job.CALL, Job.CALL_ANY, Job.COLLECT)),

	/**
	 * A weak reference in an array of the thread's own, and nothing else.
	 */
	FLOOR(() -> new FloorContender(), EnumSet.of(Job.REGISTER, Job.CALL, Job.COLLECT));

	private final Supplier<Contender> supplier;

	private final Set<Job> jobs;

	Contenders(Supplier<Contender> supplier, Set<Job> jobs) {
		this.supplier = supplier;
		this.jobs = jobs;
	}

	/**
	 * Whether this contender can do a job.
	 * @param job the job
	 * @return {@code true} if it takes part
	 */
	public boolean can(Job job) {
		return this.jobs.contains(job);
	}

	Contender create() {
		return this.supplier.get();
	}

}
