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

import java.lang.ref.ReferenceQueue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Backlog}.
 */
class BacklogTests {

	private final Object referent = new Object();

	private final Core core = Stores.core();

	private final Stripe stripe = new Stripe(new Account(this.core, Accounts.DEFAULT), false);

	private final Backlog backlog = new Backlog(this.core.queue);

	@Test
	@DisplayName("C22 what was collected together comes newest first, each once")
	void gatherShouldPutTheNewestFirst() throws InterruptedException {
		Handle<?>[] all = collected(40);
		this.backlog.gather();
		for (int i = 39; i >= 0; i--) {
			assertThat(this.backlog.poll()).isSameAs(all[i]);
		}
		assertThat(this.backlog.poll()).isNull();
	}

	@Test
	@DisplayName("C22 while some wait, nothing is gathered")
	void gatherWhenSomeWaitShouldLeaveThem() throws InterruptedException {
		Handle<?>[] all = collected(2);
		this.backlog.gather();
		collected(1);
		this.backlog.gather();
		assertThat(this.backlog.poll()).isSameAs(all[1]);
		assertThat(this.backlog.poll()).isSameAs(all[0]);
		assertThat(this.backlog.poll()).isNull();
		this.backlog.gather();
		assertThat(this.backlog.poll()).isNotNull();
	}

	@Test
	@DisplayName("C35 pending counts what waits, gathered or not, without the dead, and keeps the order")
	void pendingShouldCountTheLiving() throws InterruptedException {
		Handle<?>[] first = collected(20);
		this.backlog.gather();
		Handle<?>[] second = collected(40);
		assertThat(this.backlog.pending()).isEqualTo(60);
		assertThat(this.backlog.poll()).isSameAs(second[39]);
		this.stripe.remove(first[3], FinalizerCause.CALLED);
		assertThat(this.backlog.pending()).isEqualTo(58);
		assertThat(this.backlog.poll()).isSameAs(second[38]);
	}

	@Test
	@DisplayName("C32 once closed, nothing waits and nothing comes")
	void closeShouldDropAll() throws InterruptedException {
		collected(2);
		this.backlog.gather();
		this.backlog.close();
		assertThat(this.backlog.poll()).isNull();
		collected(1);
		this.backlog.gather();
		assertThat(this.backlog.poll()).isNull();
		collected(1);
		assertThat(this.backlog.pending()).isZero();
		ReferenceQueue<Object> queue = this.core.queue;
		assertThat(queue.poll()).isNull();
	}

	private Handle<?>[] collected(int count) {
		Handle<?>[] handles = Stores.handles(count, this.referent, this.stripe);
		for (Handle<?> handle : handles) {
			this.stripe.add(handle);
			handle.simulateCollection();
		}
		return handles;
	}

}
