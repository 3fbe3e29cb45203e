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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

class CleanTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	@DisplayName("C3 clean is call for code written against Cleaner.Cleanable")
	void cleanWhenCalledShouldRunOnce() {
		ManagedRegistry registry = this.registries.open();
		Cleaner.Cleanable cleanable = registry.register(this.registries.referent(), this.runs::incrementAndGet);
		cleanable.clean();
		cleanable.clean();
		assertThat(this.runs).hasValue(1);
		assertThat(registry.statistics().finished(FinalizerCause.CALLED)).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("C3 clean throws an IOException as UncheckedIOException, other checked ones as IllegalStateException")
	void cleanWhenActionThrowsCheckedShouldThrowUnchecked(Exception thrown, Class<? extends Exception> expected) {
		Finalizer<Void> finalizer = throwing(thrown);
		assertThatExceptionOfType(expected).isThrownBy(finalizer::clean).withCause(thrown);
		assertThat(Thread.interrupted()).isFalse();
		assertThat(finalizer.isAlive()).isFalse();
	}

	static Stream<Object[]> cleanWhenActionThrowsCheckedShouldThrowUnchecked() {
		return Stream.of(new Object[] { new IOException("io"), UncheckedIOException.class },
				new Object[] { new FileNotFoundException("file"), UncheckedIOException.class },
				new Object[] { new Exception("any"), IllegalStateException.class },
				new Object[] { new ReflectiveOperationException("any"), IllegalStateException.class });
	}

	@Test
	@DisplayName("C3 clean restores the interrupt flag when the action was interrupted")
	void cleanWhenActionIsInterruptedShouldRestoreFlag() {
		InterruptedException thrown = new InterruptedException("stop");
		Finalizer<Void> finalizer = throwing(thrown);
		Throwable caught = catchThrowable(finalizer::clean);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(caught).isInstanceOf(IllegalStateException.class).hasCause(thrown);
	}

	@Test
	@DisplayName("C3 clean passes on unchecked exceptions and errors unchanged")
	void cleanWhenActionThrowsUncheckedShouldThrowTheSame() {
		IllegalArgumentException unchecked = new IllegalArgumentException("unchecked");
		UncheckedIOException io = new UncheckedIOException(new IOException());
		AssertionError error = new AssertionError("error");
		assertThatThrownBy(throwing(unchecked)::clean).isSameAs(unchecked);
		assertThatThrownBy(throwing(io)::clean).isSameAs(io);
		assertThatThrownBy(throwing(error)::clean).isSameAs(error);
	}

	private Finalizer<Void> throwing(Throwable thrown) {
		return this.registries.open().register(this.registries.referent(), thrown, Thrown::fling);
	}

}
