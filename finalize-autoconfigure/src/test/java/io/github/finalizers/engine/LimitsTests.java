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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Limits}, and for how {@link Texts} writes them.
 */
class LimitsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@ParameterizedTest
	@CsvSource({ "1,10", "100,10", "110,11", "1000,100", "2490,249", "2500,250", "60000,250" })
	@DisplayName("C34 an interrupted action has a tenth of its limit to end, at least 10 ms and at most 250 ms")
	void graceShouldBeATenthWithinBounds(long limit, long grace) {
		Duration timeout = Duration.ofMillis(limit);
		assertThat(Limits.of(true, timeout, timeout, SECOND).grace()).isEqualTo(Duration.ofMillis(grace).toNanos());
	}

	@Test
	@DisplayName("C34 limits are kept as they are, and the longest can still be added to a time")
	void ofShouldKeepLimits() {
		assertThat(Limits.of(false, SECOND.multipliedBy(3), SECOND, SECOND.multipliedBy(2)))
			.isEqualTo(new Limits(false, 3_000_000_000L, 1_000_000_000L, 2_000_000_000L));
		Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
		long longest = Long.MAX_VALUE / 4;
		assertThat(Limits.of(true, ever, ever, ever)).isEqualTo(new Limits(true, longest, longest, longest));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	@DisplayName("C34 a limit that is not positive is refused by name")
	void ofWhenNotPositiveShouldRefuse(long seconds) {
		Duration wrong = Duration.ofSeconds(seconds);
		assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(true, SECOND, wrong, SECOND))
			.withMessage("The action timeout must be positive, not " + wrong);
		assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(true, SECOND, SECOND, wrong))
			.withMessage("The stall threshold must be positive, not " + wrong);
		assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(true, wrong, wrong, SECOND))
			.withMessage("The exit timeout must be positive, not " + wrong);
		assertThatIllegalArgumentException().isThrownBy(() -> Limits.of(true, SECOND, SECOND.plusNanos(1), SECOND))
			.withMessageContaining("longer than the whole exit timeout of PT1S");
	}

	@Test
	@DisplayName("C34 times and counts are written for people")
	void textsShouldBeShort() {
		assertThat(Texts.of(Duration.ofMillis(9999))).isEqualTo("9999 ms");
		assertThat(Texts.of(Duration.ofMillis(10_000))).isEqualTo("10 s");
		assertThat(Texts.of(Duration.ofSeconds(61))).isEqualTo("61 s");
		assertThat(Texts.of(List.of(new StackTraceElement("Reports", "delete", "Reports.java", 7))).lines())
			.containsExactly("", "\tat Reports.delete(Reports.java:7)");
		assertThat(Texts.count(0, "action")).isEqualTo("0 actions");
		assertThat(Texts.count(1, "action")).isEqualTo("1 action");
		assertThat(Texts.count(2, "action")).isEqualTo("2 actions");
	}

}
