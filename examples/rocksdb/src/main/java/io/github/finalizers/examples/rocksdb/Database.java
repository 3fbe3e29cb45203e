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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

import io.github.finalizers.FinalizerRegistry;

/**
 * The database, in a temporary directory. It is open until the exit; being the oldest, it
 * is closed after everything that was opened on it.
 */
@Component
class Database {

	private final FinalizerRegistry finalizers;

	private final Native<RocksDB> database;

	Database(FinalizerRegistry finalizers) throws IOException, RocksDBException {
		this.finalizers = finalizers;
		FinalizerRegistry lasting = finalizers.named("rocksdb.database");
		Path directory = Files.createTempDirectory("rocksdb");
		lasting.register(this, directory, FileSystemUtils::deleteRecursively);
		Native<Options> options = new Native<>("the options of the database", new Options().setCreateIfMissing(true),
				Options::close, null);
		options.releaseWith(this, lasting);
		this.database = options
			.use((o) -> new Native<>("the database", RocksDB.open(o, directory.toString()), RocksDB::close, options));
		this.database.releaseWith(this, lasting);
	}

	void put(byte[] key, byte[] value) throws RocksDBException {
		this.database.use((db) -> {
			db.put(key, value);
			return null;
		});
	}

	/**
	 * The database as it is now, to be closed.
	 */
	View view() throws RocksDBException {
		return new View(this.database, this.finalizers);
	}

	/**
	 * A scan that stays open until the exit: its finalizer is how it is to end.
	 */
	Scan lastingScan() throws RocksDBException {
		return this.database
			.use((db) -> new Scan(new Native<>("a lasting iterator", db.newIterator(), (i) -> i.close(), this.database),
					this.finalizers.named("rocksdb.lasting")));
	}

}
