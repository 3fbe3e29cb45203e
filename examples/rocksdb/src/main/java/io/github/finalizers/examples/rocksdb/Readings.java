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

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.springframework.stereotype.Component;

/**
 * The last reading of each sensor.
 */
@Component
class Readings {

	private final Database database;

	Readings(Database database) {
		this.database = database;
	}

	void record(int sensors, int offset) throws RocksDBException {
		for (int sensor = 0; sensor < sensors; sensor++) {
			Reading reading = new Reading("sensor-%05d".formatted(sensor), sensor % 100 + offset);
			this.database.put(reading.key(), reading.bytes());
		}
	}

	long sum(View view) throws RocksDBException {
		try (Scan scan = view.scan()) {
			long sum = 0;
			for (Reading reading = scan.next(); reading != null; reading = scan.next()) {
				sum += reading.value();
			}
			return sum;
		}
	}

	/**
	 * The bug of this example: the scan is closed when nothing is found, and not when
	 * something is.
	 */
	@Nullable String firstAbove(int limit, View view) throws RocksDBException {
		Scan scan = view.scan(); // the line that forgets
		for (Reading reading = scan.next(); reading != null; reading = scan.next()) {
			if (reading.value() > limit) {
				return reading.sensor();
			}
		}
		scan.close();
		return null;
	}

}
