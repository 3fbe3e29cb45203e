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

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;

/**
 * Logs what an operator wants to know: that somebody forgets to close uploads, and what
 * the exit has to do.
 */
@Component
class UploadLog implements FinalizerListener {

	private static final Log logger = LogFactory.getLog(UploadLog.class);

	@Override
	public void finalized(String name, FinalizerCause cause, @Nullable Duration duration) {
		if (cause == FinalizerCause.COLLECTED) {
			logger.info("Left to the collector, nobody closed it: one of " + name);
		}
	}

	@Override
	public void sweepBegun(long live) {
		logger.info("Stopping with " + live + " finalizers live");
	}

}
