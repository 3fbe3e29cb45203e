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

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The snippets of the README and of the pages in {@code docs}.
 */
final class Snippets {

	static final Path README = Path.of("..", "README.md");

	static final Path DOCS = Path.of("..", "docs");

	private static final String PREAMBLE = """
			import io.github.finalizers.*;
			import io.github.finalizers.docs.NativeMemory;
			import io.github.finalizers.files.*;
			import io.github.finalizers.metrics.*;
			import io.github.finalizers.test.*;
			import io.micrometer.core.instrument.*;
			import java.io.*;
			import java.lang.ref.*;
			import java.nio.file.*;
			import java.util.*;
			import java.util.concurrent.*;
			import org.junit.jupiter.api.*;
			import org.junit.jupiter.api.extension.*;
			import org.springframework.context.*;
			import org.springframework.context.annotation.*;
			import org.springframework.scheduling.concurrent.*;
			import org.springframework.stereotype.*;
			import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
			interface Image { Path file(); void close(); }
			""";

	// Those of a snippet stand before ours, and ours on one line: its lines keep their
	// numbers.
	private static final Pattern IMPORTS = Pattern.compile("(?:import .*;\\s+)+");

	private Snippets() {
	}

	/**
	 * Return what stands in fences of a language, in the order of the page.
	 * @param text a page, or a part of it
	 * @param language the word after the fence
	 * @return the snippets
	 */
	static List<String> in(String text, String language) {
		List<String> snippets = new ArrayList<>();
		Matcher matcher = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(text);
		while (matcher.find()) {
			snippets.add(matcher.group(1));
		}
		return snippets;
	}

	/**
	 * Return all Java snippets there are.
	 * @return the snippets
	 */
	static List<String> all() throws IOException {
		List<String> snippets = new ArrayList<>();
		try (Stream<Path> docs = Files.list(DOCS).filter(Files::isRegularFile)) {
			for (Path page : Stream.concat(Stream.of(README), docs).toList()) {
				snippets.addAll(in(Files.readString(page), "java"));
			}
		}
		return snippets;
	}

	/**
	 * Compile a snippet.
	 * @param snippet classes and interfaces
	 * @param output where the class files go
	 * @return the messages of the compiler, if it fails
	 */
	static String compile(String snippet, Path output) {
		StringWriter messages = new StringWriter();
		List<String> options = List.of("-proc:none", "-d", output.toString(), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
		JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///" + name(snippet) + ".java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				Matcher imports = IMPORTS.matcher(snippet);
				int end = imports.lookingAt() ? imports.end() : 0;
				return snippet.substring(0, end) + PREAMBLE.replace('\n', ' ') + snippet.substring(end);
			}

		};
		boolean compiled = ToolProvider.getSystemJavaCompiler()
			.getTask(messages, null, null, options, null, List.of(source))
			.call();
		return compiled ? "" : messages.toString();
	}

	/**
	 * Compile a snippet and load the class that it begins with.
	 * @param snippet classes and interfaces
	 * @param output an empty folder for the class files
	 * @return the class
	 */
	static Class<?> load(String snippet, Path output) throws IOException, ClassNotFoundException {
		String messages = compile(snippet, output);
		if (!messages.isEmpty()) {
			throw new IllegalArgumentException(messages);
		}
		return Class.forName(name(snippet), true,
				new URLClassLoader(new URL[] { output.toUri().toURL() }, Snippets.class.getClassLoader()));
	}

	private static String name(String snippet) {
		Matcher matcher = Pattern.compile("^(?:class|interface) (\\w+)", Pattern.MULTILINE).matcher(snippet);
		return matcher.find() ? matcher.group(1) : "Snippet";
	}

}
