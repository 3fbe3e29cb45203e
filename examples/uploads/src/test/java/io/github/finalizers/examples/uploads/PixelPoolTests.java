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
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PixelPoolTests {

	private final PixelPool pool = new PixelPool(new UploadsProperties(null, 1, DataSize.ofBytes(1000)));

	@Test
	@DisplayName("Memory is direct, and what comes back is lent again")
	void memoryIsLentAgain() {
		ByteBuffer first = this.pool.take(400);
		assertThat(first.isDirect()).isTrue();
		assertThat(this.pool.bytesOut()).isEqualTo(400);
		first.putInt(1);
		this.pool.giveBack(first);
		assertThat(this.pool.bytesOut()).isZero();
		assertThat(this.pool.take(300)).isSameAs(first);
		assertThat(this.pool.bytesOut()).isEqualTo(400);
		assertThat(first.position()).isZero();
	}

	@Test
	@DisplayName("The smallest memory that is large enough is lent, unless it is far too large")
	void memoryFits() {
		ByteBuffer small = this.pool.take(100);
		ByteBuffer large = this.pool.take(150);
		ByteBuffer largest = this.pool.take(400);
		this.pool.giveBack(largest);
		this.pool.giveBack(large);
		this.pool.giveBack(small);
		assertThat(this.pool.take(100)).isSameAs(small);
		assertThat(this.pool.take(100)).isSameAs(large);
		assertThat(this.pool.take(100)).isNotSameAs(largest);
	}

	@Test
	@DisplayName("There is no more than the limit: what is idle gives way, what is out does not")
	void limitHolds() {
		ByteBuffer half = this.pool.take(500);
		this.pool.giveBack(this.pool.take(500));
		assertThatExceptionOfType(UploadException.class).isThrownBy(() -> this.pool.take(501));
		this.pool.giveBack(half);
		assertThat(this.pool.take(1000).capacity()).isEqualTo(1000);
		assertThat(this.pool.bytesOut()).isEqualTo(1000);
	}

}
