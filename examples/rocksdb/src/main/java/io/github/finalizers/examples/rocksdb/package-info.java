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

/**
 * An application that keeps readings in an embedded RocksDB, whose iterators, snapshots
 * and options have to be closed.
 * <p>
 * {@link io.github.finalizers.examples.rocksdb.Native} is what a finalizer releases: a
 * native object that is neither used after it has been freed, nor freed before those that
 * are based on it. {@link io.github.finalizers.examples.rocksdb.Database},
 * {@link io.github.finalizers.examples.rocksdb.View} and
 * {@link io.github.finalizers.examples.rocksdb.Scan} are what the application holds, the
 * referents. {@link io.github.finalizers.examples.rocksdb.Readings} uses them, and
 * forgets one.
 */
@NullMarked
package io.github.finalizers.examples.rocksdb;

import org.jspecify.annotations.NullMarked;
