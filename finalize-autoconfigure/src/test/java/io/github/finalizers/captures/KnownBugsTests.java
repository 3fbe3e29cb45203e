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

package io.github.finalizers.captures;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.CapturedReferentException;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that each of the {@link KnownBugs} is told, as it would have been then.
 */
class KnownBugsTests {

	private static final String WARNING = "The action leads back to its referent, a %s, which is never collected as"
			+ " long as it does: %s; registered at %s(KnownBugs.java:LINE); pass the resource that is to be released"
			+ " as the state, not its owner, to an action that captures nothing: register(referent, resource,"
			+ " Resource::release)";

	@ParameterizedTest(name = "{0}")
	@MethodSource("bugs")
	@DisplayName("C43 seven captures that others have released are warned of, with path and place")
	void registerWhenBugIsKnownShouldWarn(Class<?> bug, Consumer<FinalizerRegistry> program, Class<?> referent,
			String path, String method) {
		List<String> log = new CopyOnWriteArrayList<>();
		try (ManagedRegistry registry = FinalizerRegistryBuilder.create()
			.log((level, message, thrown) -> log.add(level + " " + message))
			.build()) {
			program.accept(registry);
			String warning = String.format(WARNING, referent.getTypeName(), path, bug.getName() + "." + method);
			assertThat(log).singleElement()
				.asString()
				.matches("WARNING " + Pattern.quote(warning).replace("LINE", "\\E\\d+\\Q"));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("bugs")
	@DisplayName("C43 with fail, as in a test, none of them can be registered")
	void registerWhenBugIsKnownAndFailShouldRefuse(Class<?> bug, Consumer<FinalizerRegistry> program, Class<?> referent,
			String path, String method) {
		try (ManagedRegistry registry = FinalizerRegistryBuilder.create().captureCheck(CaptureCheck.FAIL).build()) {
			assertThatExceptionOfType(CapturedReferentException.class).isThrownBy(() -> program.accept(registry))
				.satisfies((captured) -> assertThat(captured.path()).isEqualTo(path));
			assertThat(registry.liveCount()).isZero();
		}
	}

	static Stream<Arguments> bugs() {
		return Stream.of(
				bug(KnownBugs.DwarfParser.class, KnownBugs.DwarfParser::new, KnownBugs.DwarfParser.class,
						"action -> arg$1", "<init>"),
				bug(KnownBugs.CryptokiKey.class, KnownBugs.CryptokiKey::new, KnownBugs.CryptokiKey.class,
						"action -> arg$1", "<init>"),
				bug(KnownBugs.ArtifactManager.class, KnownBugs.ArtifactManager::new, KnownBugs.ArtifactManager.class,
						"action -> arg$1", "<init>"),
				bug(KnownBugs.LogFileHandle.class,
						(registry) -> new KnownBugs.LogFileHandle().registerDestroyEvent(registry),
						KnownBugs.LogFileHandle.class, "action -> arg$1", "registerDestroyEvent"),
				bug(KnownBugs.NativeClient.class, KnownBugs.NativeClient::new, KnownBugs.NativeClient.class,
						"action -> arg$1", "<init>"),
				bug(KnownBugs.OffloadExecutor.class, KnownBugs.OffloadExecutor::create, ThreadPoolExecutor.class,
						"action -> arg$1", "create"),
				bug(KnownBugs.BinaryLogClient.class, KnownBugs.BinaryLogClient::new,
						KnownBugs.BinaryLogClient.Wrapper.class,
						"action -> arg$1 -> [thread factory] -> this$0 -> keepAlive", "<init>"));
	}

	private static Arguments bug(Class<?> bug, Consumer<FinalizerRegistry> program, Class<?> referent, String path,
			String method) {
		return Arguments.of(bug, program, referent, path, method);
	}

}
