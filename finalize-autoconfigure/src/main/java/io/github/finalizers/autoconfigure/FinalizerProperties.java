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

package io.github.finalizers.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.RegistrationSites;

/**
 * {@link ConfigurationProperties Properties} of the registry. What each does is told by
 * the additional metadata, in whole sentences.
 *
 * @param exit what happens when the application context closes
 * @param worker the thread that runs the actions of collected ones
 * @param captureCheck what is done about an action that leads back to its referent
 * @param names settings by name
 * @param registrationSites how often it is recorded where a finalizer was registered
 * @param leaks what is told of finalizers that must be called and were not
 * @param wrappers patterns of the classes that register for their callers
 * @param prototypeBeans what becomes of prototype-scoped beans
 * @param limit what is common to the limits of all names
 */
@ConfigurationProperties("finalize")
record FinalizerProperties(@DefaultValue Exit exit, @DefaultValue Worker worker,
		@DefaultValue("warn") CaptureCheck captureCheck, @DefaultValue Map<String, Name> names,
		@DefaultValue("sampled") RegistrationSites registrationSites, @DefaultValue Leaks leaks,
		@DefaultValue List<String> wrappers, @DefaultValue PrototypeBeans prototypeBeans, @DefaultValue Limits limit) {

	/**
	 * What happens when the application context closes.
	 *
	 * @param enabled whether anything runs
	 * @param phase the phase of the exit sweep
	 * @param timeout the limit of the whole exit
	 * @param actionTimeout the limit of one action
	 */
	record Exit(@DefaultValue("true") boolean enabled, @DefaultValue("1073740799") int phase,
			@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration timeout,
			@DurationUnit(ChronoUnit.SECONDS) Duration actionTimeout) {

		private static final Duration DEFAULT_ACTION_TIMEOUT = Duration.ofSeconds(3);

		/**
		 * Let the limit of one action follow the limit of the exit down unless it is set,
		 * which is bound as {@code null}: setting that one alone must not make a start
		 * fail.
		 */
		Exit {
			if (actionTimeout == null) {
				actionTimeout = (timeout.compareTo(DEFAULT_ACTION_TIMEOUT) < 0) ? timeout : DEFAULT_ACTION_TIMEOUT;
			}
		}

	}

	/**
	 * The thread that runs the actions of collected ones.
	 *
	 * @param stallThreshold how long an action may take before it is stalled
	 */
	record Worker(@DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS) Duration stallThreshold) {

	}

	/**
	 * Settings of one name.
	 *
	 * @param atExit whether finalizers of the name run at exit, unless set otherwise one
	 * by one; {@code null} if another spelling of the name may say
	 * @param mustBeCalled whether one that dies uncalled is a leak; likewise
	 * @param limit how much finalizers of the name may hold at the same time
	 */
	record Name(@Nullable Boolean atExit, @Nullable Boolean mustBeCalled, @DefaultValue Limit limit) {

	}

	/**
	 * How much finalizers of a name may hold at the same time. What is {@code null} may
	 * be said by another spelling of the name.
	 *
	 * @param count how many there may be
	 * @param bytes how many bytes they may hold
	 * @param policy what is done about more
	 * @param longestWait how long a thread waits at most
	 */
	record Limit(@Nullable Long count, @Nullable DataSize bytes, @Nullable LimitPolicy policy,
			@org.springframework.boot.context.properties.bind.Name("wait") @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration longestWait) {

	}

	/**
	 * What is common to the limits of all names.
	 *
	 * @param collectionInterval how often the collector is asked for help at most
	 */
	record Limits(@DefaultValue("1s") @DurationUnit(ChronoUnit.SECONDS) Duration collectionInterval) {

	}

	/**
	 * What is told of finalizers that must be called and were not.
	 *
	 * @param ignore patterns of the classes whose leaks are not told
	 */
	record Leaks(@DefaultValue List<String> ignore) {

	}

	/**
	 * What becomes of prototype-scoped beans. It is bound here to be checked and told:
	 * the bean post-processor, which is made before, looks it up by itself.
	 *
	 * @param enabled whether those that have destroy callbacks are destroyed
	 */
	record PrototypeBeans(@DefaultValue("false") boolean enabled) {

	}

}
