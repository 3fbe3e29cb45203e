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

import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * A native object, and the one that it is based on. To use one that has been freed
 * crashes the JVM, and to free a database before its iterators may. So whoever uses it
 * holds it, what is based on it holds it, and the last to let go frees it. It knows
 * nothing of the object that a user has in hand, and so can be the state of that one's
 * finalizer.
 *
 * @param <T> the type of the native object
 */
final class Native<T> {

	private static final Log logger = LogFactory.getLog(Native.class);

	private final String name;

	private final T object;

	private final Consumer<? super T> free;

	private final @Nullable Native<?> base;

	private int holds = 1;

	private boolean released;

	/**
	 * Take a native object. If it is based on another one, that is in use.
	 */
	Native(String name, T object, Consumer<? super T> free, @Nullable Native<?> base) {
		this.name = name;
		this.object = object;
		this.free = free;
		this.base = base;
		if (base != null) {
			base.hold();
		}
	}

	/**
	 * Have it released by a finalizer. If there can be none any more, because the
	 * application stops, it is released at once.
	 */
	Finalizer<Void> releaseWith(Object referent, FinalizerRegistry finalizers) {
		try {
			return finalizers.register(referent, this, Native::release);
		}
		catch (RuntimeException | Error ex) {
			release();
			throw ex;
		}
	}

	<R extends @Nullable Object> R use(Use<? super T, R> use) throws RocksDBException {
		enter();
		try {
			return use.apply(this.object);
		}
		finally {
			letGo();
		}
	}

	/**
	 * End its use: what is under way goes on, and nothing begins any more.
	 */
	void release() {
		synchronized (this) {
			if (this.released) {
				return;
			}
			this.released = true;
		}
		letGo();
	}

	private synchronized void enter() {
		if (this.released) {
			throw new IllegalStateException("Closed: " + this.name);
		}
		this.holds++;
	}

	private synchronized void hold() {
		this.holds++;
	}

	private void letGo() {
		synchronized (this) {
			if (--this.holds > 0) {
				return;
			}
		}
		this.free.accept(this.object);
		logger.info("Freed: " + this.name);
		if (this.base != null) {
			this.base.letGo();
		}
	}

	/**
	 * What can be done with a native object.
	 */
	interface Use<T, R extends @Nullable Object> {

		R apply(T object) throws RocksDBException;

	}

}
