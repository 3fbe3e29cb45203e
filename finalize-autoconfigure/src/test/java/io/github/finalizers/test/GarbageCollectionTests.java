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

package io.github.finalizers.test;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GarbageCollectionTests {

	private static final Duration SHORT = Duration.ofMillis(20);

	private static List<Object> cache = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	@AfterEach
	void clearCache() {
		cache.clear();
	}

	@Test
	@DisplayName("C21 an object that nothing holds is awaited until it is collected")
	void awaitCollectedWhenNothingHoldsItShouldReturn() {
		WeakReference<Image> reference = new WeakReference<>(new Image());
		GarbageCollection.awaitCollected(reference);
		assertThat(reference.get()).isNull();
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("C43 what the test suspects is looked through, and the way to the object is told")
	void awaitCollectedWhenSuspectHoldsItShouldTellTheWay(Image image, Object suspect, String way) {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(
					() -> GarbageCollection.awaitCollected(new WeakReference<>(image), SHORT, "no suspect", suspect))
			.withMessage("The " + Image.class.getTypeName()
					+ " was not collected within PT0.02S.\nIt is held by suspects[1]" + way);
	}

	static Stream<Arguments> awaitCollectedWhenSuspectHoldsItShouldTellTheWay() {
		Image image = new Image();
		Runnable boundMethod = image::delete;
		Object[] array = { 1, new int[1], image };
		return Stream.of(Arguments.of(image, image, ""), Arguments.of(image, boundMethod, " -> arg$1"),
				Arguments.of(image, image.inner, " -> this$0"), Arguments.of(image, array, " -> [2]"),
				Arguments.of(image, new Owner(List.of("", List.of(image))), " -> images -> [1] -> [0]"),
				Arguments.of(image, Map.of("key", new AtomicReference<>(image)), ".values -> [0].get()"));
	}

	@Test
	@DisplayName("C43 a registry with an action that holds its own referent is told as far as to the capture")
	void awaitCollectedWhenActionInRegistryHoldsItShouldTellTheCapture() {
		try (DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create()) {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> GarbageCollection.awaitCollected(captured(registry), SHORT, registry))
				.withMessageContaining("It is held by suspects[0] -> registry -> ")
				.withMessageEndingWith(" -> action -> arg$1");
		}
	}

	private static WeakReference<Image> captured(DrivenFinalizerRegistry registry) {
		Image image = new Image();
		registry.register(image, image::delete);
		return new WeakReference<>(image);
	}

	@Test
	@DisplayName("C43 a static field of the test that holds the object is told")
	void awaitCollectedWhenStaticFieldOfTheTestHoldsItShouldTellIt() {
		cache.add(new Image());
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> GarbageCollection.awaitCollected(new WeakReference<>(cache.get(0)), SHORT))
			.withMessageEndingWith(
					"It is held by the static field " + GarbageCollectionTests.class.getTypeName() + ".cache -> [0]");
	}

	@Test
	@DisplayName("C44 where no way is found, the usual suspects are told and nothing is claimed")
	void awaitCollectedWhenLocalVariableHoldsItShouldTellTheUsualSuspects() {
		Image image = new Image();
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> GarbageCollection.awaitCollected(new WeakReference<>(image), SHORT, this.notes))
			.withMessageContaining("Nothing that was looked through leads to it")
			.withMessageContaining("a local variable");
		Reference.reachabilityFence(image);
	}

	@Test
	@DisplayName("C43 an action that holds only what it needs does not retain its referent")
	void assertDoesNotRetainWhenActionHoldsOtherThingsShouldPass() {
		GarbageCollection.assertDoesNotRetain(Image::new, (image) -> image.deletion(this.notes));
		GarbageCollection.assertDoesNotRetain(Image::new, WeakReference::new);
	}

	@Test
	@DisplayName("C43 an action that is a bound method of its referent retains it, and the way is told")
	void assertDoesNotRetainWhenActionIsBoundMethodShouldTellTheWay() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> GarbageCollection.assertDoesNotRetain(Image::new, (image) -> (Runnable) image::delete))
			.withMessage("The action keeps its referent, the " + Image.class.getTypeName()
					+ ", from being collected, so it would never run after a collection.\n"
					+ "The way to it: action -> arg$1");
	}

	@Test
	@DisplayName("C44 an action that retains its referent where no look reaches is found by the collector")
	void assertDoesNotRetainWhenWayIsHiddenShouldFailAllTheSame() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> GarbageCollection.assertDoesNotRetain(Image::new, CompletableFuture::completedFuture))
			.withMessageStartingWith("The action keeps its referent")
			.withMessageContaining("Nothing that was looked through leads to it");
	}

	@Test
	@DisplayName("C44 a referent that its own factory keeps is not charged to the action")
	void assertDoesNotRetainWhenFactoryKeepsTheReferentShouldSaySo() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> GarbageCollection.assertDoesNotRetain(GarbageCollectionTests::cached,
					(image) -> image.deletion(this.notes)))
			.withMessageContaining("stays reachable without any action");
	}

	private static Image cached() {
		Image image = new Image();
		cache.add(image);
		return image;
	}

	/**
	 * Has an inner object that knows it.
	 */
	private static final class Image {

		private final Object inner = new Object() {

			@Override
			public String toString() {
				return "inner of " + Image.this.file + (Image.this.deleted ? ", deleted" : "");
			}

		};

		private final String file = "image.png";

		private boolean deleted;

		Runnable deletion(List<String> notes) {
			String deleted = this.file;
			return () -> notes.add(deleted);
		}

		void delete() {
			this.deleted = true;
		}

	}

	private record Owner(List<Object> images) {

	}

}
