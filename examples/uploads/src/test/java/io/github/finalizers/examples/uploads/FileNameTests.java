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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTests {

	@ParameterizedTest
	@CsvSource({ "photo.png, photo.png", "../../photo.png, photo.png", "a\\b\\photo.png, photo.png",
			"Größe 東京 🎈.jpg, Größe 東京 🎈.jpg" })
	@DisplayName("A name is shown as it is, without any path")
	void lastPartIsShown(String name, String shown) {
		assertThat(FileName.of(name)).isEqualTo(shown);
	}

	@ParameterizedTest
	@NullAndEmptySource
	@ValueSource(strings = { " ", "..", "../", "\u0000\n" })
	@DisplayName("Without a name it is unnamed")
	void nothingIsUnnamed(String name) {
		assertThat(FileName.of(name)).isEqualTo("unnamed");
	}

	@Test
	@DisplayName("A name can't forge a line of the log, nor turn the direction of writing")
	void controlsAreDropped() {
		assertThat(FileName.of("a\r\nERROR \u202Egnp.exe")).isEqualTo("aERROR gnp.exe");
	}

	@Test
	@DisplayName("A long name is cut, between characters")
	void longNameIsCut() {
		assertThat(FileName.of("🎈".repeat(100))).isEqualTo("🎈".repeat(80) + "…");
	}

}
