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

package io.github.finalizers.architecture;

import java.lang.ref.WeakReference;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerAction;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerFunction;
import io.github.finalizers.FinalizerLimit;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RegistrationSites;
import io.github.finalizers.actuate.endpoint.FinalizersEndpoint;
import io.github.finalizers.actuate.endpoint.SiteTracker;
import io.github.finalizers.autoconfigure.FinalizerRegistryCustomizer;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.LogSink;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.files.TemporaryFiles;
import io.github.finalizers.metrics.FinalizerMetrics;
import io.github.finalizers.metrics.ReferentMeters;
import io.github.finalizers.test.DrivenFinalizerRegistry;
import io.github.finalizers.test.FinalizerRegistryAssert;
import io.github.finalizers.test.UncalledFinalizersExtension;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Gives {@code null} for every parameter of every public method that applications call.
 */
class NullArgumentsTests {

	/** Called by this library, and written by applications. */
	private static final List<Class<?>> WRITTEN_BY_APPLICATIONS = List.of(FinalizerAction.class,
			FinalizerFunction.class, FinalizerListener.class, FinalizerRegistryCustomizer.class, LogSink.class,
			SiteTracker.class);

	private static final Map<Class<?>, Supplier<?>> VALID = Map.of(Object.class, Object::new, String.class,
			() -> "name", Duration.class, () -> Duration.ofSeconds(1), boolean.class, () -> true, Boolean.class,
			() -> true, MeterRegistry.class, SimpleMeterRegistry::new, FinalizerCause.class, () -> FinalizerCause.EXIT,
			RegistrationSites.class, () -> RegistrationSites.ALL, Path.class, () -> Path.of("file"));

	private static final Map<Class<?>, Supplier<?>> VALID_FOR_TEST_SUPPORT = Map.of(long.class, () -> 0L,
			Object[].class, () -> new Object[0], WeakReference.class, () -> new WeakReference<>("gone"));

	private static final Map<Class<?>, Supplier<?>> TARGETS = Map.of(FinalizerRegistry.class,
			() -> open().named("view"), ManagedRegistry.class, NullArgumentsTests::open, FinalizerStack.class,
			() -> open().newStack(new Object()), Finalizer.Binding.class,
			() -> open().register(new Object(), Object::new).detach().orElseThrow(), FinalizerRegistryBuilder.class,
			FinalizerRegistryBuilder::create, FinalizerStatistics.class, () -> open().statistics(),
			FinalizerStatistics.OfName.class, () -> open().statistics().names().get("default"),
			FinalizersEndpoint.class, () -> new FinalizersEndpoint(open()), FinalizerMetrics.class,
			FinalizerMetrics::new, ReferentMeters.class, () -> new ReferentMeters(new SimpleMeterRegistry(), open()));

	private static final Map<Class<?>, Supplier<?>> TARGETS_OF_TEST_SUPPORT = Map.of(DrivenRegistry.class,
			() -> FinalizerRegistryBuilder.create().buildDriven(), DrivenFinalizerRegistry.class,
			DrivenFinalizerRegistry::create, FinalizerRegistryAssert.class,
			() -> FinalizerRegistryAssert.assertThat(open()), UncalledFinalizersExtension.class,
			UncalledFinalizersExtension::new);

	private static final Map<Class<?>, Supplier<?>> OTHER_TARGETS = Map.of(TemporaryFiles.class,
			() -> new TemporaryFiles(open()), FinalizerLimit.class, () -> FinalizerLimit.ofCount(1));

	private static final List<ManagedRegistry> OPENED = new ArrayList<>();

	@AfterEach
	void close() {
		OPENED.forEach(ManagedRegistry::close);
		OPENED.clear();
	}

	@ParameterizedTest(name = "{0}({1})")
	@MethodSource
	@DisplayName("C13 null is refused with the parameter's name, by every public method")
	void methodWhenParameterIsNullShouldNameIt(Method method, String parameter) {
		Object target = Modifier.isStatic(method.getModifiers()) ? null : target(method.getDeclaringClass());
		Object[] arguments = Arrays.stream(method.getParameters())
			.map((each) -> each.getName().equals(parameter) ? null : valid(each.getType()))
			.toArray();
		assertThatNullPointerException().isThrownBy(() -> invoke(method, target, arguments)).withMessage(parameter);
	}

	static Stream<Arguments> methodWhenParameterIsNullShouldNameIt() {
		return OwnClasses.ALL.stream()
			.map(JavaClass::reflect)
			.filter((type) -> Modifier.isPublic(type.getModifiers()) && !WRITTEN_BY_APPLICATIONS.contains(type))
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.filter((method) -> !method.getName().matches("equals|valueOf"))
			.flatMap((method) -> Arrays.stream(method.getParameters())
				.filter((parameter) -> !parameter.getType().isPrimitive() && !isNullable(parameter))
				.map((parameter) -> Arguments.of(method, parameter.getName())));
	}

	private static Object target(Class<?> type) {
		Supplier<?> target = TARGETS.getOrDefault(type, TARGETS_OF_TEST_SUPPORT.get(type));
		return ((target != null) ? target : OTHER_TARGETS.get(type)).get();
	}

	private static boolean isNullable(Parameter parameter) {
		if (parameter.getAnnotatedType() instanceof AnnotatedTypeVariable variable) {
			TypeVariable<?> type = (TypeVariable<?>) variable.getType();
			return Arrays.stream(type.getAnnotatedBounds())
				.anyMatch((bound) -> bound.isAnnotationPresent(Nullable.class));
		}
		return parameter.getAnnotatedType().isAnnotationPresent(Nullable.class);
	}

	private static Object valid(Class<?> type) {
		Supplier<?> value = VALID.getOrDefault(type, VALID_FOR_TEST_SUPPORT.get(type));
		return (value != null) ? value.get() : Mockito.mock(type);
	}

	private static ManagedRegistry open() {
		ManagedRegistry registry = FinalizerRegistryBuilder.create().build();
		OPENED.add(registry);
		return registry;
	}

	private static void invoke(Method method, Object target, Object... arguments) throws Throwable {
		try {
			method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
