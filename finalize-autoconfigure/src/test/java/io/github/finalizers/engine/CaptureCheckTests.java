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

import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.CapturedReferentException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CaptureCheck}: how often is looked, and what comes of it.
 */
class CaptureCheckTests {

	private final LogLines log = new LogLines();

	private final List<ManagedRegistry> opened = new ArrayList<>();

	private final Object referent = new Object();

	@AfterEach
	void close() {
		this.opened.forEach(ManagedRegistry::close);
	}

	@Test
	@DisplayName("C43 by default a warning tells what leads back, on which path, where it was registered, and the cure")
	void registerWhenCapturedShouldWarn() {
		ManagedRegistry registry = FinalizerRegistryBuilder.create().log(this.log).build();
		this.opened.add(registry);
		registry.register(this.referent, new Capturing(this.referent));
		assertThat(this.log.all()).singleElement().satisfies((line) -> {
			assertThat(line.level()).isEqualTo(Level.WARNING);
			assertThat(line.thrown()).isNull();
			assertThat(line.message()).matches(Pattern
				.quote("The action leads back to its referent, a java.lang.Object, which is never collected as long as"
						+ " it does: action -> captured; registered at io.github.finalizers.engine.CaptureCheckTests"
						+ ".registerWhenCapturedShouldWarn(CaptureCheckTests.java:")
					+ "\\d+" + Pattern.quote("); pass the resource that is to be released as the state, not its owner,"
							+ " to an action that captures nothing: register(referent, resource, Resource::release)"));
		});
		assertThat(registry.liveCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("C43 the warning comes once for an action class, and for each registry")
	void registerWhenCapturedAgainShouldWarnOnceForTheClass() {
		FinalizerRegistry registry = open(CaptureCheck.WARN);
		for (int i = 0; i < 10_000; i++) {
			registry.named("name").register(this.referent, new Capturing(this.referent));
		}
		assertThat(this.log.all()).hasSize(1);
		registry.register(this.referent, new AlsoCapturing(this.referent));
		assertThat(this.log.all()).hasSize(2);
		open(CaptureCheck.WARN).register(this.referent, new Capturing(this.referent));
		assertThat(this.log.all()).hasSize(3);
	}

	@Test
	@DisplayName("C43 the first 16 of a class are checked")
	void registerWhenTheSixteenthCapturesShouldWarn() {
		FinalizerRegistry registry = open(CaptureCheck.WARN);
		register(registry, 15, new Capturing("other"));
		assertThat(this.log.all()).isEmpty();
		registry.register(this.referent, new Capturing(this.referent));
		assertThat(this.log.all()).hasSize(1);
	}

	@Test
	@DisplayName("C43 later ones are sampled, those of classes that take turns too")
	void registerWhenLaterOnesCaptureShouldWarnBySampling() {
		FinalizerRegistry registry = open(CaptureCheck.WARN);
		register(registry, 16, new Capturing("other"));
		register(registry, 16, new AlsoCapturing("other"));
		register(registry, 100, new Capturing(this.referent));
		assertThat(this.log.all()).isEmpty();
		for (int i = 0; i < 4_000; i++) {
			registry.register(this.referent, new Capturing(this.referent));
			registry.register(this.referent, new AlsoCapturing(this.referent));
		}
		assertThat(this.log.all()).hasSize(2);
	}

	@Test
	@DisplayName("C43 with fail every registration is checked and refused, and nothing is registered")
	void registerWhenFailShouldRefuseEveryCapture() {
		FinalizerRegistry registry = open(CaptureCheck.FAIL);
		register(registry, 100, new Capturing("other"));
		List<Runnable> refused = List.of(() -> registry.register(this.referent, new Capturing(this.referent)),
				() -> registry.register(this.referent, List.of(this.referent), (state) -> {
				}), () -> registry.registerCallable(this.referent, this.referent::hashCode),
				() -> registry.registerCallable(this.referent, Map.of("key", this.referent), Map::size));
		List<String> paths = List.of("action -> captured", "state -> [0]", "action -> arg$1",
				"state -> [value of a java.lang.String]");
		for (int i = 0; i < 4; i++) {
			String path = paths.get(i);
			assertThatExceptionOfType(CapturedReferentException.class).isThrownBy(refused.get(i)::run)
				.satisfies((captured) -> {
					assertThat(captured.path()).isEqualTo(path);
					assertThat(captured.registeredAt()).contains("CaptureCheckTests.java:");
					assertThat(captured.getMessage()).contains(captured.path(), captured.registeredAt());
				});
		}
		assertThat(registry.liveCount() + registry.deadCount()).isEqualTo(100);
		assertThat(this.log.all()).isEmpty();
	}

	@Test
	@DisplayName("C43 with off nothing is checked")
	void registerWhenOffShouldCheckNothing() {
		FinalizerRegistry registry = open(CaptureCheck.OFF);
		register(registry, 5000, new Capturing(this.referent));
		assertThat(registry.liveCount()).isEqualTo(5000);
		assertThat(this.log.all()).isEmpty();
	}

	@Test
	@DisplayName("C43 what is pushed on a stack is checked too")
	void pushWhenCapturedShouldWarnOrRefuse() {
		FinalizerStack warned = open(CaptureCheck.WARN).newStack(this.referent);
		warned.push(new Capturing(this.referent));
		assertThat(this.log.about("action -> captured; registered at")).hasSize(1);
		assertThat(this.log.about("CaptureCheckTests.pushWhenCapturedShouldWarnOrRefuse(")).hasSize(1);
		FinalizerStack refused = open(CaptureCheck.FAIL).newStack(this.referent);
		assertThatExceptionOfType(CapturedReferentException.class)
			.isThrownBy(() -> refused.push(new Capturing(this.referent)));
		assertThatExceptionOfType(CapturedReferentException.class)
			.isThrownBy(() -> refused.push(new Object[] { this.referent }, (state) -> {
			}))
			.satisfies((captured) -> assertThat(captured.path()).isEqualTo("state -> [0]"));
		refused.push("state", (state) -> {
		});
		refused.clean();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("C44 what is unknown is neither warned of nor refused")
	void registerWhenUnknownShouldBeSilent(CaptureCheck mode) {
		FinalizerRegistry registry = open(mode);
		List<Object> hidden = Collections.unmodifiableList(List.of(this.referent));
		assertThat(registry.register(this.referent, hidden, (state) -> {
		}).isAlive()).isTrue();
		assertThat(this.log.all()).isEmpty();
	}

	@Test
	@DisplayName("C44 a class that was checked can be unloaded while the registry is open")
	void registerWhenClassIsUnloadedShouldNotKeepIt() throws Exception {
		FinalizerRegistry registry = open(CaptureCheck.WARN);
		WeakReference<Class<?>> type = registerOneOfItsOwnClass(registry);
		assertThat(this.log.all()).hasSize(1);
		Collector.collectUntil(() -> type.refersTo(null));
		assertThat(registry.deadCount()).isEqualTo(1);
	}

	private WeakReference<Class<?>> registerOneOfItsOwnClass(FinalizerRegistry registry) throws Exception {
		try (InputStream file = Capturing.class.getResourceAsStream("CaptureCheckTests$Capturing.class")) {
			Class<?> type = MethodHandles.lookup().defineHiddenClass(file.readAllBytes(), false).lookupClass();
			Object action = type.getDeclaredConstructor(Object.class).newInstance(this.referent);
			registry.register(this.referent, (Runnable) action).clean();
			return new WeakReference<>(type);
		}
	}

	private ManagedRegistry open(CaptureCheck mode) {
		ManagedRegistry registry = FinalizerRegistryBuilder.create().captureCheck(mode).log(this.log).build();
		this.opened.add(registry);
		return registry;
	}

	private void register(FinalizerRegistry registry, int times, Runnable action) {
		IntStream.range(0, times).forEach((i) -> registry.register(this.referent, action));
	}

	private static class Capturing implements Runnable {

		final Object captured;

		Capturing(Object captured) {
			this.captured = captured;
		}

		@Override
		public void run() {
		}

	}

	private static final class AlsoCapturing extends Capturing {

		AlsoCapturing(Object captured) {
			super(captured);
		}

	}

}
