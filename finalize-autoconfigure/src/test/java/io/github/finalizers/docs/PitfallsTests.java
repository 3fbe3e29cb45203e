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

package io.github.finalizers.docs;

import java.io.Closeable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@code docs/pitfalls.md}: the wrong code fails as it says, with what it says
 * is printed, and the right code does not.
 */
class PitfallsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path wrongClasses;

	@TempDir
	private Path rightClasses;

	private final List<String> printed = new CopyOnWriteArrayList<>();

	private final ManagedRegistry registry = open((builder) -> builder.captureCheck(CaptureCheck.WARN));

	@Test
	@DisplayName("C43 pitfalls: the action holds its own referent")
	void actionHoldsReferent() throws Exception {
		String section = section("The action holds its own referent");
		make(wrong(section), this.registry);
		make(right(section), this.registry);
		Collector.collectUntil(() -> this.registry.liveCount() == 1);
		Collector.collectSomeTimes();
		assertThat(this.registry.liveCount()).as("the one that is captured").isOne();
		assertThat(firstLines()).containsExactly(shown(section));
	}

	@Test
	@DisplayName("C26 pitfalls: it is collected while its resource is in use")
	void collectedWhileInUse() throws Exception {
		String section = section("It is collected while its resource is in use");
		Object wrong = make(wrong(section), this.registry);
		NativeMemory.whileReading((address) -> Collector.collectUntil(() -> NativeMemory.isFreed(address)));
		assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> first(wrong))
			.havingCause()
			.withMessage("The memory has been freed");
		Object right = make(right(section), this.registry);
		NativeMemory.whileReading((address) -> Collector.collectSomeTimes());
		assertThat(first(right)).isEqualTo(1);
		Collector.collectUntil(() -> this.registry.liveCount() == 0);
		assertThat(this.printed).isEmpty();
	}

	@Test
	@DisplayName("C25 pitfalls: a slow action")
	void slowAction() throws Exception {
		String section = section("A slow action");
		Runnable gate = this.registries.gate();
		// Long enough for the telling itself, which may stall, too, on a busy machine.
		ManagedRegistry registry = open((builder) -> builder.stallThreshold(Duration.ofMillis(900)));
		make(wrong(section), registry, Executors.callable(gate));
		Collector.collectUntil(() -> !this.printed.isEmpty());
		assertThat(firstLines()).containsExactly(shown(section));
		ExecutorService executor = Executors.newSingleThreadExecutor();
		CountDownLatch loggedOut = new CountDownLatch(1);
		make(right(section), registry, executor, Executors.callable(() -> {
			gate.run();
			loggedOut.countDown();
		}));
		Collector.collectUntil(() -> registry.named("sessions").deadCount() == 2);
		assertThat(loggedOut.getCount()).as("ends later, elsewhere").isOne();
		executor.shutdownNow();
	}

	@Test
	@DisplayName("C22 pitfalls: several actions on one object")
	void severalActions() throws Exception {
		String section = section("Several actions on one object, in any order");
		List<String> ran = new CopyOnWriteArrayList<>();
		Path file = Files.createTempFile(this.rightClasses, "journal", null);
		Closeable channel = () -> ran.add(Files.exists(file) ? "closed, then deleted" : "deleted, then closed");
		make(right(section), this.registry, file, channel);
		Collector.collectUntil(() -> Files.notExists(file));
		assertThat(ran).containsExactly("closed, then deleted");
		make(wrong(section), this.registry, file, channel);
		Collector.collectUntil(() -> ran.size() == 2 && this.registry.liveCount() == 0);
		assertThat(this.printed).isEmpty();
	}

	@Test
	@DisplayName("C26 pitfalls: an object that comes back")
	void objectThatComesBack() throws Exception {
		String section = section("An object that comes back");
		Class<?> wrong = wrong(section);
		make(wrong, this.registry);
		Field pooled = accessible(wrong.getDeclaredField("pooled"));
		Collector.collectUntil(() -> get(pooled, null) != null);
		long address = (long) get(accessible(wrong.getDeclaredField("address")), get(pooled, null));
		await().until(() -> NativeMemory.isFreed(address));
		Class<?> right = right(section);
		make(right, this.registry);
		Queue<?> pool = (Queue<?>) get(accessible(right.getDeclaredField("POOL")), null);
		Collector.collectUntil(() -> !pool.isEmpty());
		Object reused = pool.peek();
		Object next = make(right, this.registry);
		assertThat(get(accessible(right.getDeclaredField("address")), next)).isEqualTo(reused);
		assertThat(NativeMemory.isFreed((Long) reused)).isFalse();
		assertThat(this.printed).isEmpty();
	}

	@Test
	@DisplayName("C15 pitfalls: an object without an identity")
	void objectWithoutIdentity() throws Exception {
		String section = section("An object without an identity");
		Class<?> wrong = wrong(section);
		assertThatExceptionOfType(InvocationTargetException.class).isThrownBy(() -> make(wrong, this.registry))
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage(shown(section));
		make(right(section), this.registry);
		Collector.collectUntil(() -> this.registry.deadCount() == 1);
	}

	@Test
	@DisplayName("C21 pitfalls: nobody closes it")
	void nobodyCloses() throws Exception {
		String section = section("Nobody closes it");
		ManagedRegistry registry = open((builder) -> builder.mustBeCalled("spool", true));
		Class<?> type = wrong(section);
		((AutoCloseable) make(type, registry)).close();
		make(type, registry);
		Collector.collectUntil(() -> registry.named("spool").deadCount() == 2);
		await().untilAsserted(() -> assertThat(firstLines()).containsExactly(shown(section)));
	}

	private ManagedRegistry open(Consumer<FinalizerRegistryBuilder> settings) {
		return this.registries.open((builder) -> {
			builder.log((level, message, thrown) -> this.printed.add(message));
			settings.accept(builder);
		});
	}

	private static String section(String heading) throws Exception {
		String page = Files.readString(Snippets.DOCS.resolve("pitfalls.md"));
		int begin = page.indexOf("## " + heading + "\n");
		assertThat(begin).as(heading).isNotNegative();
		int end = page.indexOf("\n## ", begin + 1);
		return page.substring(begin, (end > 0) ? end : page.length());
	}

	private Class<?> wrong(String section) throws Exception {
		return Snippets.load(Snippets.in(section, "java").get(0), this.wrongClasses);
	}

	private Class<?> right(String section) throws Exception {
		return Snippets.load(Snippets.in(section, "java").get(1), this.rightClasses);
	}

	private static String shown(String section) {
		return Snippets.in(section, "text").get(0).strip();
	}

	/**
	 * What was printed, without stacks, and with durations as the page has them.
	 */
	private List<String> firstLines() {
		return this.printed.stream()
			.map((message) -> message.lines().findFirst().orElseThrow().replaceAll("\\d+ ms", "100 ms"))
			.toList();
	}

	private static Object make(Class<?> type, FinalizerRegistry registry, Object... more) throws Exception {
		Constructor<?> constructor = type.getDeclaredConstructors()[0];
		constructor.setAccessible(true);
		Object[] arguments = new Object[1 + more.length];
		arguments[0] = registry;
		System.arraycopy(more, 0, arguments, 1, more.length);
		return constructor.newInstance(arguments);
	}

	private static Object first(Object histogram) throws Exception {
		var method = histogram.getClass().getDeclaredMethod("first");
		method.setAccessible(true);
		return method.invoke(histogram);
	}

	private static Field accessible(Field field) {
		field.setAccessible(true);
		return field;
	}

	private static Object get(Field field, Object owner) {
		try {
			return field.get(owner);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
