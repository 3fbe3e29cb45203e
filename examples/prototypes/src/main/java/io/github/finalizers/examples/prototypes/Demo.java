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

package io.github.finalizers.examples.prototypes;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;

/**
 * Uses ten thousand drafts: closes a tenth, keeps a hundredth until the exit, and drops
 * all others.
 */
final class Demo {

	static final int DRAFTS = 10_000;

	private static final int TO_CLOSE = DRAFTS / 10;

	private static final int TO_KEEP = DRAFTS / 100;

	private static final int TO_DROP = DRAFTS - TO_CLOSE - TO_KEEP;

	private static final long COLLECTION_LIMIT_MILLIS = 20_000;

	private final List<Draft> kept = new ArrayList<>();

	private final ObjectProvider<Draft> drafts;

	private final FinalizerRegistry finalizers;

	private Demo(ConfigurableApplicationContext context) {
		this.drafts = context.getBeanProvider(Draft.class);
		this.finalizers = prototypeBeans(context);
	}

	/**
	 * Run the demo and close the context.
	 * @return the exit status, 0 if each draft was closed once and for the right cause
	 */
	static int run(ConfigurableApplicationContext context) {
		// These stay readable when the context has closed.
		FinalizerRegistry finalizers = prototypeBeans(context);
		Ledger ledger = context.getBean(Ledger.class);
		Demo demo = new Demo(context);
		demo.use();
		demo.awaitCollected();
		SpringApplication.exit(context);
		FinalizerStatistics statistics = finalizers.statistics();
		long called = statistics.finished(FinalizerCause.CALLED);
		long collected = statistics.finished(FinalizerCause.COLLECTED);
		long exit = statistics.finished(FinalizerCause.EXIT);
		System.out.printf("%d drafts used in a heap of %d MB%n", DRAFTS, Runtime.getRuntime().maxMemory() >> 20);
		System.out.printf("called %d, collected %d, exit %d, live %d%n", called, collected, exit, statistics.live());
		System.out.printf("destroyed once: %d, again: %d, never: %d%n", ledger.closedOnce(), ledger.closedAgain(),
				ledger.neverClosed());
		boolean right = called == TO_CLOSE && collected == TO_DROP && exit == TO_KEEP && ledger.closedOnce() == DRAFTS;
		return right ? 0 : 1;
	}

	private void use() {
		for (int i = 0; i < TO_CLOSE; i++) {
			try (Draft draft = this.drafts.getObject()) {
				draft.write("closed");
			}
		}
		for (int i = 0; i < TO_KEEP; i++) {
			this.kept.add(this.drafts.getObject().write("kept"));
		}
		for (int i = 0; i < TO_DROP; i++) {
			this.drafts.getObject().write("dropped");
		}
	}

	/**
	 * A small heap has most of them collected while it is filled. The last ones would
	 * wait for the next time it is full.
	 */
	private void awaitCollected() {
		long deadline = System.nanoTime() + COLLECTION_LIMIT_MILLIS * 1_000_000;
		while (this.finalizers.statistics().finished(FinalizerCause.COLLECTED) < TO_DROP
				&& System.nanoTime() - deadline < 0) {
			System.gc();
			Thread.onSpinWait();
		}
	}

	private static FinalizerRegistry prototypeBeans(ConfigurableApplicationContext context) {
		return context.getBean(FinalizerRegistry.class).named("prototype-beans");
	}

}
