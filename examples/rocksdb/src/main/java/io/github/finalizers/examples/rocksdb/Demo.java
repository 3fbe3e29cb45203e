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

package io.github.finalizers.examples.rocksdb;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.springframework.boot.CommandLineRunner;
import org.springframework.stereotype.Component;

import io.github.finalizers.FinalizerRegistry;

/**
 * Records readings while it reads a view of earlier ones, and waits until the scan that
 * is forgotten has been collected. One scan stays open, so that the exit finds an
 * iterator beside the database.
 */
@Component
class Demo implements CommandLineRunner {

	private static final Log logger = LogFactory.getLog(Demo.class);

	private static final int SENSORS = 10_000;

	private static final long COLLECTION_LIMIT_MILLIS = 20_000;

	private final Database database;

	private final Readings readings;

	private final FinalizerRegistry finalizers;

	private @Nullable Scan lasting;

	Demo(Database database, Readings readings, FinalizerRegistry finalizers) {
		this.database = database;
		this.readings = readings;
		this.finalizers = finalizers;
	}

	@Override
	public void run(String... args) throws Exception {
		this.readings.record(SENSORS, 0);
		this.lasting = this.database.lastingScan();
		work();
		awaitCollected();
		logger.info("The lasting scan begins with " + this.lasting.next());
	}

	private void work() throws RocksDBException {
		try (View before = this.database.view()) {
			this.readings.record(SENSORS, 1000);
			logger.info("Sum of the readings before: " + this.readings.sum(before));
			logger.info("The first above 90 was of " + this.readings.firstAbove(90, before));
		}
		try (View after = this.database.view()) {
			logger.info("Sum of the readings after: " + this.readings.sum(after));
		}
	}

	private void awaitCollected() throws InterruptedException {
		long deadline = System.nanoTime() + COLLECTION_LIMIT_MILLIS * 1_000_000;
		while (this.finalizers.named("rocksdb.iterators").liveCount() > 0 && System.nanoTime() - deadline < 0) {
			System.gc();
			Thread.sleep(10);
		}
	}

}
