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

package com.example.reports;

import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Reports, each of which is finalized in its own way: one is called, one detached, one
 * collected, and two live until the exit.
 */
@RestController
class Reports implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Reports.class);

	private final FinalizerRegistry finalizers;

	private final List<Object> live = new ArrayList<>();

	Reports(FinalizerRegistry finalizers) {
		this.finalizers = finalizers.named("reports");
		register(new Object(), "called").clean();
		register(new Object(), "detached").detach();
		register(new Object(), "collected");
		for (String name : List.of("older", "newer")) {
			Object report = new Object();
			this.live.add(report);
			register(report, name);
		}
	}

	private Finalizer<Void> register(Object report, String name) {
		return this.finalizers.register(report, name, (state) -> logger.info("Finalized: {}", state));
	}

	/**
	 * Return the counts, when the report that nobody holds has been collected.
	 * @return the counts
	 */
	@GetMapping("/counts")
	String counts() throws InterruptedException {
		while (this.finalizers.liveCount() > this.live.size()) {
			System.gc();
			Thread.sleep(10);
		}
		return this.finalizers.liveCount() + " live, " + this.finalizers.deadCount() + " dead";
	}

	@Override
	public void close() {
		logger.info("Destroyed, with {} live", this.finalizers.liveCount());
	}

}
