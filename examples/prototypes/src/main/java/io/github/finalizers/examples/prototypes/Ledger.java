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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

/**
 * Knows how often each draft was closed.
 */
@Component
class Ledger {

	private final AtomicInteger opened = new AtomicInteger();

	private final Map<Integer, Integer> closed = new ConcurrentHashMap<>();

	int open() {
		return this.opened.incrementAndGet();
	}

	void close(int number) {
		this.closed.merge(number, 1, Integer::sum);
	}

	long closedOnce() {
		return this.closed.values().stream().filter((times) -> times == 1).count();
	}

	long closedAgain() {
		return this.closed.size() - closedOnce();
	}

	long neverClosed() {
		return this.opened.get() - this.closed.size();
	}

}
