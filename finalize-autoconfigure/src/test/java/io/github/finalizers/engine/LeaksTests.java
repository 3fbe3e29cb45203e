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

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Leaks} and {@link LeakSettings}.
 */
class LeaksTests {

	@Test
	@DisplayName("C46 a hundred places are told apart, the rest is counted together, the places with the most come first")
	void tellWhenThereAreManyPlacesShouldCountTheRestTogether() {
		Leaks leaks = new Leaks(Stores.core(), "uploads");
		for (int i = 0; i < 150; i++) {
			leaks.tell(FinalizerCause.COLLECTED, "type" + i, null);
		}
		leaks.tell(FinalizerCause.EXIT, "type7", null);
		List<FinalizerLeak> all = leaks.all();
		assertThat(all).hasSize(101);
		assertThat(all.get(0)).isEqualTo(new FinalizerLeak("uploads", FinalizerCause.COLLECTED, null, List.of(), 50));
		assertThat(all.get(1)).isEqualTo(new FinalizerLeak("uploads", FinalizerCause.EXIT, "type7", List.of(), 2));
		assertThat(all.subList(2, 101)).allMatch((leak) -> leak.count() == 1);
	}

	@ParameterizedTest
	@CsvSource({ "com.acme.*, com.acme.Uploads, true", "com.acme.*, com.acme.web.Uploads$Part, true",
			"com.acme.*, com.acmes.Uploads, false", "com.acme.Uploads, com.acme.Uploads, true",
			"com.acme.Uploads, com.acme.Uploads$Part, false", "*Part, com.acme.Uploads$Part, true",
			"com.*.Uploads, com.acme.web.Uploads, true", "com.acme.Uploads, comXacme.Uploads, false", "*, Any, true" })
	@DisplayName("A pattern matches names of classes, and its star anything")
	void patternShouldMatchNamesOfClasses(String pattern, String name, boolean matches) {
		assertThat(LeakSettings.pattern(pattern).matcher(name).matches()).isEqualTo(matches);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "com.acme.(.*)", "com/acme/Uploads", "com.acme.Uploads ", "a\u0000" })
	@DisplayName("C13 what is no name of a class is refused, and printed escaped")
	void patternWhenNoClassNameShouldBeRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> FinalizerRegistryBuilder.create().ignoreLeaks(pattern))
			.withMessageContaining("is not a class name")
			.withMessageNotContaining("\u0000");
	}

}
