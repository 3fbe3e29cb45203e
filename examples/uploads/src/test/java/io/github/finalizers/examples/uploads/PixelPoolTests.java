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

package io.github.finalizers.examples.uploads;

import java.nio.ByteBuffer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PixelPoolTests {

	private final PixelPool pool = new PixelPool();

	@Test
	@DisplayName("Memory is direct, and what comes back is lent again")
	void memoryIsLentAgain() {
		ByteBuffer first = this.pool.take(400);
		assertThat(first.isDirect()).isTrue();
		assertThat(this.pool.bytesOut()).isEqualTo(400);
		first.putInt(1);
		this.pool.giveBack(first);
		assertThat(this.pool.bytesOut()).isZero();
		assertThat(this.pool.take(400)).isSameAs(first);
		assertThat(this.pool.bytesOut()).isEqualTo(400);
		assertThat(first.position()).isZero();
	}

	@Test
	@DisplayName("Memory of another size is not lent, so that no more is out than the finalizers say")
	void memoryFits() {
		ByteBuffer small = this.pool.take(100);
		ByteBuffer large = this.pool.take(150);
		this.pool.giveBack(large);
		this.pool.giveBack(small);
		assertThat(this.pool.take(100)).isSameAs(small);
		assertThat(this.pool.take(100)).isNotSameAs(large);
		assertThat(this.pool.bytesOut()).isEqualTo(200);
	}

	@Test
	@DisplayName("What has been idle for longest is dropped when too much is")
	void idleIsLimited() {
		ByteBuffer oldest = this.pool.take(33 << 20);
		ByteBuffer newest = this.pool.take(32 << 20);
		this.pool.giveBack(oldest);
		this.pool.giveBack(newest);
		assertThat(this.pool.take(32 << 20)).isSameAs(newest);
		assertThat(this.pool.take(33 << 20)).isNotSameAs(oldest);
	}

}
