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

import java.lang.ref.Reference;

import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Reads one reading after another.
 */
final class Scan implements AutoCloseable {

	private final Native<RocksIterator> iterator;

	private final Finalizer<Void> finalizer;

	Scan(Native<RocksIterator> iterator, FinalizerRegistry finalizers) throws RocksDBException {
		this.iterator = iterator;
		this.finalizer = iterator.releaseWith(this, finalizers);
		iterator.use((i) -> {
			i.seekToFirst();
			return null;
		});
	}

	/**
	 * Return the next reading, or {@code null} at the end.
	 */
	@Nullable Reading next() throws RocksDBException {
		try {
			return this.iterator.use((i) -> {
				if (!i.isValid()) {
					i.status();
					return null;
				}
				Reading reading = Reading.of(i.key(), i.value());
				i.next();
				return reading;
			});
		}
		finally {
			// A scan forgotten just now could be collected before it is read.
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public void close() {
		this.finalizer.clean();
	}

}
