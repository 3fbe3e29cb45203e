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

package io.github.finalizers.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerLimitException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.LimitPolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code finalize.names}.
 */
class ConfiguredNamesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FinalizersAutoConfiguration.class));

	@Test
	void nameWhenConfiguredShouldSetTheFlagByLettersAndDigits() {
		this.contextRunner
			.withPropertyValues("finalize.names[com.acme.Uploads].at-exit=false",
					"finalize.names.thumb-nails.at-exit=false")
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(isAtExit(registry.named("com.acme.Uploads"))).isFalse();
				assertThat(isAtExit(registry.named("thumbNails"))).isFalse();
				assertThat(isAtExit(registry.named("others"))).isTrue();
				assertThat(registry.statistics().names()).containsKeys("default", "com.acme.Uploads");
			});
	}

	@Test
	void nameWhenConfiguredByEnvironmentVariableShouldSetTheFlag() {
		this.contextRunner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map
				.of("FINALIZE_NAMES_COMACMEUPLOADS_ATEXIT", "false", "FINALIZE_NAMES_THUMBNAILS_AT_EXIT", "false"))))
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(isAtExit(registry.named("com.acme.uploads"))).isFalse();
				assertThat(isAtExit(registry.named("thumbnails"))).isFalse();
			});
	}

	@Test
	@DisplayName("C35 a name that must be called is marked by letters and digits too, and starts as all do at exit")
	void nameWhenMustBeCalledShouldCountLeaks() {
		this.contextRunner
			.withPropertyValues("finalize.names[com.acme.Uploads].must-be-called=true",
					"finalize.names.relaxed.at-exit=true")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("FINALIZE_NAMES_THUMBNAILS_MUST_BE_CALLED", "true", "FINALIZE_NAMES_PIXELS_MUSTBECALLED",
								"true"))))
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				for (String name : List.of("com.acme.Uploads", "thumb-nails", "pixels", "relaxed")) {
					assertThat(isAtExit(registry.named(name))).isTrue();
				}
				context.close();
				FinalizerStatistics statistics = registry.statistics();
				assertThat(statistics.leaks()).isEqualTo(3);
				assertThat(statistics.names().get("relaxed").leaks()).isZero();
			});
	}

	@Test
	@DisplayName("C35 two settings of a name hold together, however each of them is written")
	void nameWhenConfiguredInTwoSpellingsShouldHaveBoth() {
		this.contextRunner.withPropertyValues("finalize.names[com.acme.uploads].at-exit=false")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("FINALIZE_NAMES_COMACMEUPLOADS_MUSTBECALLED", "true"))))
			.run((context) -> {
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(isAtExit(registry.named("com.acme.uploads"))).isFalse();
				assertThat(registry.statistics().names().get("com.acme.uploads").mustBeCalled()).isTrue();
			});
	}

	@Test
	@DisplayName("C35 leaks of ignored classes are counted and not listed; how often sites are recorded is a property")
	void leaksWhenIgnoredShouldNotBeListed() {
		for (String pattern : List.of("io.github.finalizers.*, org.example.*", "org.example.*")) {
			this.contextRunner
				.withPropertyValues("finalize.names.uploads.must-be-called=true", "finalize.registration-sites=all",
						"finalize.leaks.ignore=" + pattern)
				.run((context) -> {
					FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
					registry.named("uploads").register(this, () -> {
					});
					assertThat(registry.listing(1).entries().get(0).site()).hasSize(1);
					context.close();
					assertThat(registry.statistics().leaks()).isEqualTo(1);
					assertThat(registry.leaks()).hasSize(pattern.startsWith("io") ? 0 : 1);
				});
		}
	}

	@Test
	@DisplayName("limit: of a name, by properties and environment variables, with units")
	void limitWhenConfiguredShouldBeOfTheName() {
		this.contextRunner
			.withPropertyValues("finalize.names[com.acme.Tiles].limit.bytes=64MB",
					"finalize.names[com.acme.Tiles].limit.policy=wait", "finalize.names.plain.limit.count=3",
					"finalize.limit.collection-interval=2")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("FINALIZE_NAMES_COMACMETILES_LIMIT_WAIT", "3", "FINALIZE_NAMES_PIXELS_LIMIT_BYTES",
								"1000", "FINALIZE_NAMES_PIXELS_LIMIT_POLICY", "fail"))))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(FinalizerProperties.class).limit().collectionInterval())
					.isEqualTo(Duration.ofSeconds(2));
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				assertThat(limit(registry, "com.acme.Tiles"))
					.isEqualTo(FinalizerLimit.ofBytes(64 << 20).waitAtMost(Duration.ofSeconds(3)));
				assertThat(limit(registry, "plain")).isEqualTo(FinalizerLimit.ofCount(3));
				assertThat(limit(registry, "pixels")).isEqualTo(FinalizerLimit.ofBytes(1000).with(LimitPolicy.FAIL));
				assertThat(limit(registry, "default")).isNull();
				assertThatExceptionOfType(FinalizerLimitException.class)
					.isThrownBy(() -> registry.named("pixels").sized(1001).register(this, () -> {
					}));
			});
	}

	@Test
	@DisplayName("limit: what the spellings of a name say is put together; each says itself what it can")
	void limitWhenInPiecesShouldBePutTogether() {
		this.contextRunner
			.withPropertyValues("finalize.names[map.tiles].limit.bytes=64MB", "finalize.names.map-tiles.limit.count=7",
					"finalize.names.map-tiles.limit.wait=3s", "finalize.names[MapTiles].limit.policy=wait",
					"finalize.names[MapTiles].limit.count=9")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				FinalizerRegistry registry = context.getBean(FinalizerRegistry.class);
				FinalizerLimit limit = FinalizerLimit.ofBytes(64 << 20).waitAtMost(Duration.ofSeconds(3));
				assertThat(limit(registry, "map-tiles")).isEqualTo(limit.andCount(7));
				assertThat(limit(registry, "MapTiles")).isEqualTo(limit.andCount(9));
				assertThat(limit(registry, "map_tiles").andCount(0)).isEqualTo(limit);
			});
	}

	private FinalizerLimit limit(FinalizerRegistry registry, String name) {
		return registry.named(name).statistics().names().get(name).limit();
	}

	private boolean isAtExit(FinalizerRegistry registry) {
		return registry.register(this, () -> {
		}).isAtExit();
	}

}
