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
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NameTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@ValueSource(strings = { "a", "Z", "images", "com.acme.Uploads", "a-b_c.D9", "default",
			"a234567890123456789012345678901234567890123456789012345678901234" })
	@DisplayName("C13 names of 1 to 64 of [A-Za-z0-9._-] that begin with a letter are accepted and counted apart")
	void namedWhenValidShouldCount(String name) {
		ManagedRegistry registry = this.registries.open();
		FinalizerRegistry view = registry.named(name);
		view.register(this.registries.referent(), "ran", this.ran::add).clean();
		assertThat(view.deadCount()).isEqualTo(1);
		assertThat(registry.statistics().names().get(name).dead()).isEqualTo(1);
		assertThat(this.registries.events.finalized()).singleElement()
			.satisfies((event) -> assertThat(event.name()).isEqualTo(name));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
			"",""
			"1a",1a
			".a",.a
			"-a",-a
			"_a",_a
			"a b",a b
			" a"," a"
			"a/b",a/b
			"a~b",a~b
			"a:b",a:b
			"\u00e4",\\u00e4
			"a\u0000b",\\u0000
			"a\u001bb",\\u001b
			"a\u202eb",\\u202e
			"a\u0661",\\u0661
			"other",other
			""")
	@DisplayName("C13 any other name, and other itself, is refused with a message that prints it escaped")
	void namedWhenInvalidShouldRefuse(String name, String printed) {
		ManagedRegistry registry = this.registries.open();
		assertThatIllegalArgumentException().isThrownBy(() -> registry.named(name))
			.withMessageContaining(printed)
			.satisfies((thrown) -> assertThat(thrown.getMessage().chars())
				.allMatch((character) -> character >= ' ' && character <= '~'));
	}

	@Test
	@DisplayName("C13 a name of 64 characters is printed whole, a longer one cut short")
	void namedWhenLongAndInvalidShouldPrintTheBeginning() {
		ManagedRegistry registry = this.registries.open();
		String longest = "!".repeat(64);
		assertThatIllegalArgumentException().isThrownBy(() -> registry.named(longest))
			.withMessageStartingWith("The name \"" + longest + "\" is not");
		assertThatIllegalArgumentException().isThrownBy(() -> registry.named(longest + "!"))
			.withMessageStartingWith("The name \"" + longest + "…\" is not");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\tb", "\uD83D\uDE00",
			"a2345678901234567890123456789012345678901234567890123456789012345" })
	@DisplayName("C13 line breaks, emoji and 65 characters are refused, on one line of plain text")
	void namedWhenBreakingTheLineShouldRefuseOnOneLine(String name) {
		ManagedRegistry registry = this.registries.open();
		assertThatIllegalArgumentException().isThrownBy(() -> registry.named(name))
			.satisfies((thrown) -> assertThat(thrown.getMessage().chars().boxed()).as(thrown.getMessage())
				.noneMatch((character) -> Character.isISOControl(character)
						|| Character.isSurrogate((char) character.intValue())));
	}

	@Test
	@DisplayName("C13 a view's own named replaces the name")
	void namedWhenOnViewShouldReplace() {
		ManagedRegistry registry = this.registries.open();
		registry.named("first").named("second").register(this.registries.referent(), "ran", this.ran::add);
		assertThat(registry.named("first").liveCount()).isZero();
		assertThat(registry.named("second").liveCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("C13 unnamed registrations have the name default, with or without saying so")
	void namedWhenDefaultShouldBeTheUnnamed() {
		ManagedRegistry registry = this.registries.open();
		registry.register(this.registries.referent(), "unnamed", this.ran::add);
		registry.named("default").register(this.registries.referent(), "named", this.ran::add);
		assertThat(registry.named("default").liveCount()).isEqualTo(2);
		assertThat(registry.liveCount()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "com.acme.Thumb-Nails", "comacmethumbnails", "COM_ACME_THUMBNAILS", "com-acme-thumbnails" })
	@DisplayName("C11 a configured key matches a name by letters and digits, ignoring case")
	void namedWhenKeyMatchesLooselyShouldBeConfigured(String key) {
		ManagedRegistry registry = this.registries.open((builder) -> builder.name(key, false));
		assertThat(register(registry.named("com.acme.Thumb-Nails")).isAtExit()).isFalse();
		assertThat(register(registry.named("com.acme.thumbs")).isAtExit()).isTrue();
	}

	@Test
	@DisplayName("C11 an exact key wins over one that matches loosely")
	void namedWhenKeyMatchesExactlyShouldWin() {
		ManagedRegistry registry = this.registries
			.open((builder) -> builder.name("thumbnails", false).name("Thumb-Nails", true).name("thumb.nails", false));
		assertThat(register(registry.named("Thumb-Nails")).isAtExit()).isTrue();
		assertThat(register(registry.named("thumbnails")).isAtExit()).isFalse();
		assertThat(register(registry.named("thumb.nails")).isAtExit()).isFalse();
	}

	@Test
	@DisplayName("C13 a configured name that is not one, or limits that contradict, fail the build of the registry")
	void buildWhenSettingsAreWrongShouldRefuse() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FinalizerRegistryBuilder.create().name("not a name", true).build())
			.withMessageContaining("not a name");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> FinalizerRegistryBuilder.create()
				.actionTimeout(Duration.ofSeconds(5))
				.exitTimeout(Duration.ofSeconds(2))
				.build())
			.withMessageContaining("PT5S")
			.withMessageContaining("PT2S");
		for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
			FinalizerRegistryBuilder builder = FinalizerRegistryBuilder.create();
			assertThatIllegalArgumentException().isThrownBy(() -> builder.exitTimeout(wrong))
				.withMessageContaining("exit timeout");
			assertThatIllegalArgumentException().isThrownBy(() -> builder.actionTimeout(wrong))
				.withMessageContaining("action timeout");
			assertThatIllegalArgumentException().isThrownBy(() -> builder.stallThreshold(wrong))
				.withMessageContaining("stall threshold");
		}
	}

	private Finalizer<Void> register(FinalizerRegistry view) {
		return view.register(this.registries.referent(), "ran", this.ran::add);
	}

}
