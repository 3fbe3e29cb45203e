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

package io.github.finalizers.benchmarks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the one snippet in {@code docs/migrating.md} that needs Guava, which is here
 * and nowhere else.
 */
class GuavaSnippetTests {

	private static final Path PAGE = Path.of("..", "docs", "migrating.md");

	private static final String PREAMBLE = """
			import com.google.common.base.*;
			import java.util.Set;
			import java.util.concurrent.*;
			class NativeMemory { static native long allocate(long bytes); static native void free(long address); }
			""";

	@TempDir
	private Path output;

	@Test
	@DisplayName("Moving over: the code before, with Guava, compiles")
	void snippetShouldCompile() throws Exception {
		Matcher snippet = Pattern.compile("```java guava\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
		assertThat(snippet.find()).isTrue();
		JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///Snippet.java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return PREAMBLE + snippet.group(1);
			}

		};
		List<String> options = List.of("-proc:none", "-d", this.output.toString(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		assertThat(
				ToolProvider.getSystemJavaCompiler().getTask(null, null, null, options, null, List.of(source)).call())
			.isTrue();
		assertThat(this.output.resolve("Buffer.class")).exists();
	}

}
