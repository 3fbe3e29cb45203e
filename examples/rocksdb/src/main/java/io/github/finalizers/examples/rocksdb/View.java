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

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * The database as it was when the view was opened: a snapshot, and the options to read
 * it.
 */
final class View implements AutoCloseable {

	private final FinalizerRegistry finalizers;

	private final Native<RocksDB> database;

	private final Native<ReadOptions> options;

	private final Finalizer<Void> snapshotFinalizer;

	private final Finalizer<Void> optionsFinalizer;

	View(Native<RocksDB> database, FinalizerRegistry finalizers) throws RocksDBException {
		this.finalizers = finalizers;
		this.database = database;
		Native<Snapshot> snapshot = database
			.use((db) -> new Native<>("a snapshot", db.getSnapshot(), db::releaseSnapshot, database));
		this.snapshotFinalizer = snapshot.releaseWith(this, finalizers.named("rocksdb.snapshots"));
		this.options = snapshot
			.use((s) -> new Native<>("read options", new ReadOptions().setSnapshot(s), ReadOptions::close, snapshot));
		this.optionsFinalizer = this.options.releaseWith(this, finalizers.named("rocksdb.options"));
	}

	/**
	 * Begin to read all of it, in the order of the keys.
	 */
	Scan scan() throws RocksDBException {
		try {
			Native<RocksIterator> iterator = this.options.use((o) -> this.database
				.use((db) -> new Native<>("an iterator", db.newIterator(o), RocksIterator::close, this.options)));
			return new Scan(iterator, this.finalizers.named("rocksdb.iterators"));
		}
		finally {
			// In use up to here, even if the caller has no more use for it.
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public void close() {
		this.optionsFinalizer.clean();
		this.snapshotFinalizer.clean();
	}

}
