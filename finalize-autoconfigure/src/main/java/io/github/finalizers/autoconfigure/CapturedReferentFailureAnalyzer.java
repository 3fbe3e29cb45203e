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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.github.finalizers.CapturedReferentException;

/**
 * {@link AbstractFailureAnalyzer} for a registration whose action or state leads back to
 * its referent, when it is refused while the application starts.
 */
final class CapturedReferentFailureAnalyzer extends AbstractFailureAnalyzer<CapturedReferentException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, CapturedReferentException cause) {
		return new FailureAnalysis(
				String.format(
						"A finalizer leads back to its own referent, which would never be collected:%n%n"
								+ "    %s%n%nIt was to be registered at%n%n    %s%n",
						cause.path(), cause.registeredAt()),
				"Pass the resource that is to be released as the state, not its owner, to an action that captures"
						+ " nothing: register(referent, resource, Resource::release). To start all the same, set"
						+ " 'finalize.capture-check' to 'warn'.",
				cause);
	}

}
