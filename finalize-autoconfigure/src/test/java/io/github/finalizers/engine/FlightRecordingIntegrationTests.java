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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.FinalizerRegistryBuilder.DrivenRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What Java Flight Recorder is told, in JVMs of their own, which record, do not record,
 * or can't.
 */
class FlightRecordingIntegrationTests {

	@Test
	@DisplayName("JFR: a recording has the actions with name, cause, duration and exception, the sweeps, and calls if it asks")
	void recordingShouldHaveActionsAndSweeps(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("recording.jfr");
		run(Recorded.class, List.of(), "true", file.toString());
		List<RecordedEvent> events = RecordingFile.readAllEvents(file);
		assertThat(of(events, "Action"))
			.extracting((event) -> event.getString("name"), (event) -> event.getString("cause"),
					FlightRecordingIntegrationTests::exception)
			.containsExactlyInAnyOrder(tuple("collected", "COLLECTED", null),
					tuple("throws", "COLLECTED", IOException.class.getName()), tuple("exit", "EXIT", null));
		assertThat(of(events, "Action")).filteredOn((event) -> event.getString("name").equals("exit"))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.getDuration()).isBetween(Duration.ofMillis(20), Duration.ofSeconds(20));
				assertThat(event.getStackTrace()).isNull();
			});
		assertThat(of(events, "Call"))
			.extracting((event) -> event.getString("name"), FlightRecordingIntegrationTests::exception)
			.containsExactly(tuple("called", IllegalStateException.class.getName()));
		assertThat(of(events, "Sweep")).singleElement().satisfies((event) -> {
			assertThat(Stream.of("ran", "failures", "leftBehind", "unreached", "abandoned").map(event::getLong))
				.containsExactly(1L, 0L, 0L, 0L, 1L);
			assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ofMillis(20));
		});
		assertThat(of(events, "Leak")).singleElement().satisfies((event) -> {
			assertThat(event.getString("name")).isEqualTo("uploads");
			assertThat(event.getString("cause")).isEqualTo("COLLECTED");
			assertThat(event.getString("site")).isEqualTo("com.example.Uploads.add(Uploads.java:7)");
		});
	}

	@Test
	@DisplayName("JFR: a recording that does not ask for calls has none")
	void recordingWhenNotAskedShouldHaveNoCalls(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("recording.jfr");
		run(Recorded.class, List.of(), "false", file.toString());
		List<RecordedEvent> events = RecordingFile.readAllEvents(file);
		assertThat(of(events, "Action")).hasSize(3);
		assertThat(of(events, "Call")).isEmpty();
	}

	@Test
	@DisplayName("JFR: as long as nothing has recorded, one class of it is loaded, the one that is asked")
	void processWhenNothingRecordsShouldLoadOneClassOfTheRecorder() throws Exception {
		List<String> lines = run(Used.class, List.of("-Xlog:class+load:stdout"));
		assertThat(lines).contains("used").anyMatch((line) -> line.contains(FlightRecording.class.getName() + " "));
		assertThat(lines).filteredOn((line) -> line.contains("jdk.jfr"))
			.singleElement()
			.asString()
			.contains("jdk.jfr.FlightRecorder ");
		assertThat(lines).noneMatch((line) -> line.contains(ActionEvent.class.getName()));
	}

	@Test
	@DisplayName("JFR: a runtime without the module is as good as any")
	void processWhenModuleIsMissingShouldWork() throws Exception {
		List<String> lines = run(Used.class, List.of("--limit-modules", "java.base", "-Xlog:class+load:stdout"));
		assertThat(lines).contains("used").noneMatch((line) -> line.contains("jdk.jfr"));
	}

	private static List<String> run(Class<?> main, List<String> options, String... arguments) throws Exception {
		List<String> all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
		all.addAll(options);
		ForkedJvm ended = ForkedJvm.run(main, all, Duration.ofSeconds(60), (line) -> {
		}, arguments);
		assertThat(ended.exitCode()).as(String.join("\n", ended.lines())).isZero();
		return ended.lines();
	}

	private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
		return events.stream()
			.filter((event) -> event.getEventType().getName().equals("io.github.finalizers." + type))
			.toList();
	}

	private static String exception(RecordedEvent event) {
		return (event.getClass("exceptionClass") != null) ? event.getClass("exceptionClass").getName() : null;
	}

	/**
	 * Uses a registry in every way there is.
	 */
	public static final class Used {

		private Used() {
		}

		public static void main(String[] arguments) {
			use();
			System.out.println("used");
		}

		private static void use() {
			Object referent = new Object();
			try (DrivenRegistry registry = FinalizerRegistryBuilder.create().log((level, message, thrown) -> {
			}).buildDriven()) {
				registry.named("throws").register(referent, "state", (state) -> {
					throw new IOException("on purpose");
				});
				registry.named("collected").register(referent, () -> {
				});
				registry.collect(referent);
				Finalizer<Void> called = registry.named("called").register(referent, () -> {
					throw new IllegalStateException("on purpose");
				});
				try {
					called.clean();
				}
				catch (IllegalStateException ex) {
					FlightRecording.leaked("uploads", FinalizerCause.COLLECTED,
							"com.example.Uploads.add(Uploads.java:7)");
				}
				registry.named("abandoned").register(referent, () -> {
				}).setAtExit(false);
				registry.named("exit")
					.register(referent, Duration.ofMillis(20), (time) -> Thread.sleep(time.toMillis()));
			}
		}

	}

	/**
	 * The same, recorded.
	 */
	public static final class Recorded {

		private Recorded() {
		}

		public static void main(String[] arguments) throws IOException {
			try (Recording recording = new Recording()) {
				if (Boolean.parseBoolean(arguments[0])) {
					recording.enable("io.github.finalizers.Call");
				}
				recording.start();
				Used.use();
				recording.stop();
				recording.dump(Path.of(arguments[1]));
			}
		}

	}

}
