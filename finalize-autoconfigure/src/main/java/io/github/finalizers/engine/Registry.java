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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListing;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * The registry itself: it registers under {@code default}, and counts everything.
 */
class Registry extends View implements ManagedRegistry {

	Registry(Core core) {
		super(core, core.accounts.named(Accounts.DEFAULT), core.accounts.atExit(Accounts.DEFAULT), 0);
	}

	@Override
	public long liveCount() {
		return this.core.live();
	}

	@Override
	public long deadCount() {
		return this.core.dead();
	}

	@Override
	public FinalizerStatistics statistics() {
		return this.core.statistics(null);
	}

	@Override
	public FinalizerListing listing(int limit) {
		return new Listing(this.core, limit).ofAll(this.core.accounts.all());
	}

	@Override
	public List<FinalizerLeak> leaks() {
		return this.core.accounts.all().stream().flatMap((account) -> account.leaks().stream()).toList();
	}

	@Override
	public void trackSites(RegistrationSites mode, boolean wholeStacks, Duration time) {
		this.core.sites.track(mode, wholeStacks, time);
	}

	@Override
	public void sweep() {
		this.core.exit.sweep();
	}

	@Override
	public void close() {
		this.core.exit.close();
	}

	@Override
	public void forEachName(Consumer<String> consumer) {
		this.core.accounts.forEachName(Objects.requireNonNull(consumer, "consumer"));
	}

	@Override
	public String toString() {
		return "FinalizerRegistry[live=" + liveCount() + ", dead=" + deadCount() + "]";
	}

}
