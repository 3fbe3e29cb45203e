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

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.engine.CaptureShape.Scene;
import io.github.finalizers.engine.CaptureWalk.Answer;
import io.github.finalizers.engine.CaptureWalk.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CaptureWalk}: what it says of each shape is compared with what the
 * collector does when the action and the state are kept and the referent is dropped, and
 * both with the table in {@code docs/captures.md}.
 */
class CaptureTruthTests {

	private static final Path DOCUMENTED = Path.of("..", "docs", "captures.md");

	private final List<Object> kept = new ArrayList<>();

	@AfterEach
	void release() {
		CaptureShapesOfActions.heldByClass = "nothing";
	}

	@Test
	@DisplayName("C44 no false alarm: every shape is answered as documented, and as the collector does")
	void walkShouldAnswerWhatTheCollectorDoes() throws Exception {
		List<Row> rows = Stream.of(CaptureShapesOfActions.all(), CaptureShapesOfContainers.all())
			.flatMap(List::stream)
			.map(this::ask)
			.toList();
		Collector.collectSomeTimes();
		Map<String, String> outcomes = new LinkedHashMap<>();
		rows.forEach((row) -> outcomes.put(row.name, row.outcome()));
		Files.writeString(Path.of("target", "capture-truth.md"),
				outcomes.entrySet()
					.stream()
					.map((row) -> "| " + row.getKey() + " | " + row.getValue() + " |\n")
					.collect(Collectors.joining()));
		assertThat(rows).hasSizeGreaterThan(60)
			.filteredOn((row) -> row.answer.isCapture())
			.hasSizeGreaterThan(30)
			.allSatisfy((row) -> assertThat(row.isKept()).as("%s: %s", row.name, row.answer).isTrue());
		assertThat(outcomes).containsExactlyEntriesOf(documented());
	}

	/**
	 * Ask, and keep all but the referent.
	 */
	private Row ask(CaptureShape shape) {
		Scene scene = shape.scene().get();
		this.kept.add(scene.action());
		this.kept.add(scene.state());
		return new Row(shape.name(), CaptureWalk.of(scene.referent(), scene.action(), scene.state()),
				new WeakReference<>(scene.referent()));
	}

	private static Map<String, String> documented() throws Exception {
		Map<String, String> documented = new LinkedHashMap<>();
		Files.readAllLines(DOCUMENTED)
			.stream()
			.dropWhile((line) -> !line.startsWith("| ---"))
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| ---"))
			.map((line) -> line.split(" ?\\| ?"))
			.forEach((cells) -> documented.put(cells[1], cells[2]));
		return documented;
	}

	private record Row(String name, Answer answer, WeakReference<Object> referent) {

		boolean isKept() {
			return !this.referent.refersTo(null);
		}

		String outcome() {
			if (this.answer.isCapture()) {
				return "`" + this.answer.text() + "`";
			}
			if (this.answer.kind() == Kind.CLEAN) {
				return isKept() ? "**kept**" : "clean";
			}
			return (isKept() ? "**kept**" : "unknown") + ": `" + this.answer.text() + "`";
		}

	}

}
