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

package io.github.finalizers.examples.adoption.jna;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.examples.adoption.Registries;
import io.github.finalizers.test.GarbageCollection;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class BlockTests {

	private final ManagedRegistry registry = Registries.create("jna");

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	@DisplayName("A block is memory, and is freed once, however often it is closed")
	void isFreedOnce() {
		Block block = new Block(64, this.registry);
		block.setInt(60, 42);
		assertThat(block.getInt(60)).isEqualTo(42);
		block.close();
		block.close();
		assertThat(block.valid()).isFalse();
		assertThat(this.registry).hasNoLive().hasRun(FinalizerCause.CALLED, 1);
	}

	@Test
	@DisplayName("JNA's views of a block, buffers, shared memory and structures, keep it")
	void viewsKeepIt() {
		Block block = new Block(64, this.registry);
		ByteBuffer buffer = block.getByteBuffer(0, 64);
		Pointer shared = block.share(32);
		Point point = new Point(block.share(56));
		WeakReference<Block> reference = new WeakReference<>(block);
		block = null;
		collect();
		buffer.putInt(32, 42);
		assertThat(shared.getInt(0)).isEqualTo(42);
		assertThat(this.registry).hasLive(1);
		Reference.reachabilityFence(buffer);
		Reference.reachabilityFence(shared);
		buffer = null;
		shared = null;
		collect();
		assertThat(this.registry).hasLive(1);
		point.y = 43;
		point.write();
		assertThat(point.getPointer().getInt(4)).isEqualTo(43);
		Reference.reachabilityFence(point);
		point = null;
		GarbageCollection.collectUntil(() -> {
			Memory.purge(); // JNA lets go of a block whose buffers are gone here, or with
							// the next buffer
			return reference.refersTo(null);
		});
		assertThat(this.registry).within(Duration.ofSeconds(10)).hasRun(FinalizerCause.COLLECTED, 1).hasNoFailures();
	}

	@Test
	@DisplayName("A block that comes too late is refused")
	void isRefusedAfterTheClose() {
		this.registry.close();
		assertThatIllegalStateException().isThrownBy(() -> new Block(64, this.registry));
	}

	private static void collect() {
		GarbageCollection.awaitCollected(new WeakReference<>(new Object()));
		Memory.purge();
	}

	@Structure.FieldOrder({ "x", "y" })
	public static final class Point extends Structure {

		public int x;

		public int y;

		Point(Pointer pointer) {
			super(pointer);
		}

	}

}
