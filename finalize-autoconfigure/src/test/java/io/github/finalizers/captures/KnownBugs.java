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

package io.github.finalizers.captures;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.finalizers.FinalizerRegistry;

/**
 * Captures that were released by others, each reduced to its shape: an action that holds
 * what it waits for.
 */
final class KnownBugs {

	private KnownBugs() {
	}

	/**
	 * OpenJDK, JDK-8300032: the lambda uses a field of the parser.
	 */
	static final class DwarfParser {

		private final long context = 42;

		DwarfParser(FinalizerRegistry registry) {
			registry.register(this, () -> destroy(this.context));
		}

		private static void destroy(long context) {
		}

	}

	/**
	 * OpenJDK, JDK-8284855, a finalizer that had become a cleaner: the action is a method
	 * of the object.
	 */
	static final class CryptokiKey {

		CryptokiKey(FinalizerRegistry registry) {
			registry.register(this, this::dispose);
		}

		private void dispose() {
		}

	}

	/**
	 * Apache Spark, SPARK-54753: the state to clean up had been put apart, but the lambda
	 * reads it from a field, and so a whole session stayed.
	 */
	static final class ArtifactManager {

		private final Runnable cleanUpState = () -> {
		};

		final Object session = new Object();

		ArtifactManager(FinalizerRegistry registry) {
			registry.register(this, () -> cleanUp(this.cleanUpState));
		}

		private static void cleanUp(Runnable state) {
			state.run();
		}

	}

	/**
	 * Payara, issue 7849: the lambda calls a method of the handle; thousands stayed, with
	 * their buffers.
	 */
	static final class LogFileHandle {

		final byte[] buffer = new byte[16];

		void registerDestroyEvent(FinalizerRegistry registry) {
			registry.register(this, () -> {
				try {
					destroy();
				}
				catch (IllegalStateException ex) {
					// As there.
				}
			});
		}

		private void destroy() {
			this.buffer[0] = 0;
		}

	}

	/**
	 * TigerBeetle, pull request 1596: {@code handle.close()} is
	 * {@code this.handle.close()}.
	 */
	static final class NativeClient {

		private final AtomicLong handle = new AtomicLong(42);

		NativeClient(FinalizerRegistry registry) {
			registry.register(this, () -> this.handle.set(0));
		}

	}

	/**
	 * Dask, pull request 7644: the executor is to be shut down by its own method.
	 */
	static final class OffloadExecutor {

		static ExecutorService create(FinalizerRegistry registry) {
			ExecutorService executor = Executors.newFixedThreadPool(1);
			registry.register(executor, executor::shutdown);
			return executor;
		}

	}

	/**
	 * The MySQL binary log connector, pull request 176: the pool's thread factory is an
	 * inner class of the client, which holds the pool's wrapper, which is the referent.
	 */
	static final class BinaryLogClient {

		private final Wrapper keepAlive;

		BinaryLogClient(FinalizerRegistry registry) {
			ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
					new ThreadFactory() {

						@Override
						public Thread newThread(Runnable task) {
							return newNamedThread(task);
						}

					});
			this.keepAlive = new Wrapper(pool);
			registry.register(this.keepAlive, pool::shutdown);
		}

		private Thread newNamedThread(Runnable task) {
			return new Thread(task, "blc-keepalive-" + this.keepAlive);
		}

		/**
		 * Shuts the pool down when nobody has it any more.
		 */
		record Wrapper(ThreadPoolExecutor pool) {

		}

	}

}
