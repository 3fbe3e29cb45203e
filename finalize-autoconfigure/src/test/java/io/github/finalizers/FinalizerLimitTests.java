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

package io.github.finalizers;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FinalizerLimit}.
 */
class FinalizerLimitTests {

	private final FinalizerLimit limit = FinalizerLimit.ofBytes(100);

	@Test
	@DisplayName("limit: of a count or of bytes, warned of unless another policy is set")
	void ofShouldWarn() {
		assertThat(FinalizerLimit.ofCount(3))
			.isEqualTo(new FinalizerLimit(3, 0, LimitPolicy.WARN, Duration.ofSeconds(5)));
		assertThat(this.limit).isEqualTo(new FinalizerLimit(0, 100, LimitPolicy.WARN, Duration.ofSeconds(5)));
	}

	@Test
	@DisplayName("limit: each setting keeps the others, and the limit it came from is as it was")
	void withersShouldKeepTheOthers() {
		FinalizerLimit all = this.limit.waitAtMost(Duration.ofSeconds(7)).andCount(3);
		assertThat(all).isEqualTo(new FinalizerLimit(3, 100, LimitPolicy.WAIT, Duration.ofSeconds(7)));
		assertThat(all.andBytes(0).with(LimitPolicy.FAIL))
			.isEqualTo(new FinalizerLimit(3, 0, LimitPolicy.FAIL, Duration.ofSeconds(7)));
		assertThat(this.limit.with(LimitPolicy.WAIT).longestWait()).isEqualTo(Duration.ofSeconds(5));
		assertThat(this.limit).isEqualTo(FinalizerLimit.ofBytes(100));
	}

	@Test
	@DisplayName("limit: a number that is none is refused with the cure")
	void ofWhenNumberIsWrongShouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.limit.andCount(-1))
			.withMessage("A limit must be positive, or 0 for none, not -1 finalizers");
		assertThatIllegalArgumentException().isThrownBy(() -> FinalizerLimit.ofBytes(-2))
			.withMessage("A limit must be positive, or 0 for none, not -2 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> FinalizerLimit.ofCount(0))
			.withMessage("A limit must limit something: set how many finalizers or bytes there may be, 1 or more");
		assertThatIllegalArgumentException().isThrownBy(() -> this.limit.andBytes(0))
			.withMessageStartingWith("A limit must limit something");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT1H0.000000001S" })
	@DisplayName("limit: a wait that is none, or longer than an hour, is refused")
	void waitAtMostWhenOutOfRangeShouldRefuse(Duration wait) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.limit.waitAtMost(wait))
			.withMessage("The longest wait at a limit must be positive and at most an hour, not " + wait);
		assertThat(this.limit.waitAtMost(Duration.ofHours(1)).longestWait()).isEqualTo(Duration.ofHours(1));
	}

}
