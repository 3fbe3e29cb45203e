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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that has begun before the close and uses a finalized object while the context
 * closes: until that object is finalized, or for a while if it isn't.
 */
final class WorkInFlight implements Runnable, ApplicationListener<ContextClosedEvent> {

	/** So long that who doesn't wait for the work is seen not to. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch closing = new CountDownLatch(1);

	private final CountDownLatch finalized = new CountDownLatch(1);

	private final CompletableFuture<Seen> seen = new CompletableFuture<>();

	private volatile Duration patience = PATIENCE;

	/**
	 * Register the object that the work uses.
	 * @param registry the registry
	 */
	void uses(FinalizerRegistry registry) {
		registry.register(this, this.finalized, CountDownLatch::countDown);
	}

	/**
	 * Have the work wait until the object is finalized: nobody is to wait for the work.
	 */
	void untilFinalized() {
		this.patience = LIMIT;
	}

	@Override
	public void run() {
		this.begun.countDown();
		try {
			this.closing.await();
			boolean gone = this.finalized.await(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			this.seen.complete(gone ? Seen.FINALIZED : Seen.ALIVE);
		}
		catch (InterruptedException ex) {
			this.seen.complete(isFinalized() ? Seen.FINALIZED : Seen.INTERRUPT);
		}
	}

	void awaitBegun() throws InterruptedException {
		assertThat(this.begun.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).as("begun").isTrue();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.closing.countDown();
	}

	boolean isFinalized() {
		return this.finalized.getCount() == 0;
	}

	/**
	 * Return what the work has seen last of its object.
	 * @return what it has seen
	 */
	Seen seen() {
		assertThat(this.seen).succeedsWithin(LIMIT);
		return this.seen.join();
	}

	/**
	 * What work has seen when it ended.
	 */
	enum Seen {

		/** The object was alive to the end of the work. */
		ALIVE,

		/** The object was finalized while the work went on. */
		FINALIZED,

		/** The work was interrupted, its object alive. */
		INTERRUPT

	}

}
