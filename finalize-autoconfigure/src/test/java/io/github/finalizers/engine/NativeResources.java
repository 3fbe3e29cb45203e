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

package io.github.finalizers.engine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.LimitPolicy;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * A program that needs much of what the collector does not see, in short-lived objects,
 * with a heap that is far from full. It says how it ended. The JVM or the operating
 * system holds the real limit: of direct memory, which goes back to a pool when it is
 * released, or of open files.
 */
public final class NativeResources {

	/** As much as the JVM is started with. */
	static final int BYTES = 16 << 20;

	/** Far fewer than the process may open. */
	static final int FILES = 64;

	static final int TIMES = 10;

	private static final int BUFFER = 1 << 20;

	private static final Deque<ByteBuffer> POOL = new ConcurrentLinkedDeque<>();

	private static final AtomicLong OPEN = new AtomicLong();

	private NativeResources() {
	}

	public static void main(String[] arguments) throws Exception {
		collections(); // loads what there may be no file for at the end
		boolean files = arguments[0].equals("files");
		Kind kind = files ? new Kind(1, FILES, NativeResources::openFile)
				: new Kind(BUFFER, BYTES, NativeResources::take);
		Path file = files ? Files.createTempFile("native", null) : Path.of("");
		try {
			if (arguments[1].equals("cleaner")) {
				allocateWithCleaner(kind, file);
			}
			else {
				allocateWithLimit(kind, file, LimitPolicy.valueOf(arguments[1]));
			}
			System.out.println("finished");
		}
		catch (IOException | OutOfMemoryError | IllegalStateException ex) {
			System.out.println("ran out: " + ex);
			System.out.println("collections: " + collections());
		}
		finally {
			if (files) {
				Files.delete(file);
			}
			System.out.flush();
			Runtime.getRuntime().halt(0);
		}
	}

	private static void allocateWithCleaner(Kind kind, Path file) throws IOException {
		Cleaner cleaner = Cleaner.create();
		for (long all = 0; all < TIMES * kind.most; all += kind.size) {
			Owner owner = new Owner();
			cleaner.register(owner, owner.resource::close);
			kind.acquire.into(owner.resource, file);
		}
	}

	private static void allocateWithLimit(Kind kind, Path file, LimitPolicy policy) throws IOException {
		long highest = 0;
		try (ManagedRegistry managed = open(kind, policy)) {
			FinalizerRegistry registry = managed.named("native").sized(kind.size);
			for (long all = 0; all < TIMES * kind.most; all += kind.size) {
				Owner owner = new Owner();
				registry.register(owner, owner.resource, Resource::close);
				kind.acquire.into(owner.resource, file);
				highest = Math.max(highest, OPEN.get() * kind.size);
			}
			FinalizerStatistics.OfName counts = managed.statistics().names().get("native");
			System.out.println("highest: " + highest + ", exceeded: " + (counts.limitExceeded() > 0));
		}
	}

	private static ManagedRegistry open(Kind kind, LimitPolicy policy) {
		FinalizerLimit limit = (kind.size == 1) ? FinalizerLimit.ofCount(kind.most) : FinalizerLimit.ofBytes(kind.most);
		return FinalizerRegistryBuilder.create()
			.limit("native", limit.waitAtMost(Duration.ofSeconds(Long.getLong("wait", 20))).with(policy))
			.collectionInterval(Duration.ofMillis(10))
			.log((level, message, thrown) -> System.out.println(level + " " + message))
			.build();
	}

	private static void take(Resource resource, Path file) {
		ByteBuffer pooled = POOL.poll();
		ByteBuffer buffer = (pooled != null) ? pooled : ByteBuffer.allocateDirect(BUFFER);
		OPEN.incrementAndGet();
		resource.release = () -> {
			OPEN.decrementAndGet();
			POOL.push(buffer);
		};
	}

	private static void openFile(Resource resource, Path file) throws IOException {
		FileChannel channel = FileChannel.open(file);
		OPEN.incrementAndGet();
		resource.release = () -> {
			try {
				channel.close();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			OPEN.decrementAndGet();
		};
	}

	private static long collections() {
		return ManagementFactory.getGarbageCollectorMXBeans()
			.stream()
			.mapToLong(GarbageCollectorMXBean::getCollectionCount)
			.sum();
	}

	/**
	 * What is allocated: how large each is, how much there may be, and how.
	 */
	private record Kind(long size, long most, Acquire acquire) {

	}

	/**
	 * Acquires a resource.
	 */
	@FunctionalInterface
	private interface Acquire {

		void into(Resource resource, Path file) throws IOException;

	}

	/**
	 * The short-lived object.
	 */
	private static final class Owner {

		private final Resource resource = new Resource();

	}

	/**
	 * What it owns: registered empty, and filled after that.
	 */
	private static final class Resource {

		private volatile Runnable release = () -> {
		};

		void close() {
			this.release.run();
		}

	}

}
