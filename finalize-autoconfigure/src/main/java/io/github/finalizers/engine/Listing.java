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
import java.util.Collection;
import java.util.List;

import io.github.finalizers.FinalizerListing;

/**
 * Makes a {@link FinalizerListing}: looks at a bounded number of slots, copied segment by
 * segment.
 */
final class Listing {

	private static final int MOST_LOOKED_AT = 100_000;

	private final Core core;

	private final int limit;

	private final List<FinalizerListing.Entry> entries = new ArrayList<>();

	private int lookedAt;

	private long oldest = Long.MAX_VALUE;

	private boolean truncated;

	Listing(Core core, int limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("The limit must be 0 or more, not " + limit);
		}
		this.core = core;
		this.limit = limit;
	}

	FinalizerListing ofAll(Collection<Account> accounts) {
		return of(accounts.toArray(new Account[0]));
	}

	FinalizerListing of(Account... accounts) {
		long now = this.core.now();
		for (Account account : accounts) {
			account.anyLive((handle) -> !lookAt(handle, now));
		}
		Duration age = (this.lookedAt > 0) ? age(this.oldest, now) : null;
		return new FinalizerListing(this.entries, age, this.truncated);
	}

	private boolean lookAt(Handle<?> handle, long now) {
		if (this.lookedAt == MOST_LOOKED_AT) {
			this.truncated = true;
			return false;
		}
		this.lookedAt++;
		this.oldest = Math.min(this.oldest, handle.ticket());
		if (this.entries.size() == this.limit) {
			this.truncated = true;
			return true;
		}
		handle.peek().ifPresent((binding) -> {
			Object referent = binding.referent();
			Site site = handle.stripe().site(handle);
			this.entries.add(new FinalizerListing.Entry(handle.stripe().account.name,
					(referent != null) ? referent.getClass().getTypeName() : null,
					binding.action().getClass().getTypeName(), handle.isAtExit(), age(handle.ticket(), now),
					(site != null) ? site.frames() : List.of()));
		});
		return true;
	}

	private Duration age(long ticket, long now) {
		return Duration.ofNanos(this.core.ages.age(ticket, now));
	}

}
