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

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Gauge;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.SessionScope;

import io.github.finalizers.metrics.ReferentMeters;

/**
 * What is known of a user while the HTTP session lasts, with a gauge that goes when the
 * session has gone: nobody has to remember to remove it.
 */
@Component
@SessionScope
class UserSession {

	/** The gauge, with the tag {@code session}. */
	static final String GAUGE = "uploads.session";

	/** Of its own: the identifier of an HTTP session is a secret. */
	private final String id = UUID.randomUUID().toString();

	private final AtomicInteger uploads = new AtomicInteger();

	UserSession(ReferentMeters meters) {
		meters.bind(this,
				(registry) -> Gauge.builder(GAUGE, this.uploads, AtomicInteger::get)
					.description("Uploads of a session")
					.tag("session", this.id)
					.register(registry));
	}

	void countUpload() {
		this.uploads.incrementAndGet();
	}

}
