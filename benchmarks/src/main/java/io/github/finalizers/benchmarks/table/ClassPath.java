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

package io.github.finalizers.benchmarks.table;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import io.github.finalizers.FinalizerRegistry;

/**
 * The class path of this JVM, with what its jars name in their manifests.
 */
final class ClassPath {

	private ClassPath() {
	}

	static List<Path> entries() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
			.map((entry) -> Path.of(entry).toAbsolutePath())
			.flatMap(ClassPath::withManifest)
			.toList();
	}

	private static Stream<Path> withManifest(Path entry) {
		if (!Files.isRegularFile(entry)) {
			return Stream.of(entry);
		}
		try (JarFile jar = new JarFile(entry.toFile())) {
			String named = (jar.getManifest() != null)
					? jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH) : null;
			URI base = entry.toUri();
			return (named != null) ? Stream.concat(Stream.of(classes(entry)),
					Stream.of(named.split(" ", -1)).map(base::resolve).map(Path::of)) : Stream.of(entry);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Our own jar would bring back what is taken off the class path; what it is made of
	 * does not.
	 */
	private static Path classes(Path jar) {
		return jar.equals(location(ClassPath.class)) ? jar.resolveSibling("classes") : jar;
	}

	/**
	 * The directory of what is built.
	 */
	static Path target() {
		Path target = location(ClassPath.class).getParent();
		return (target != null) ? target : Path.of("");
	}

	static List<Path> withoutUs(List<Path> entries) {
		Path ours = location(FinalizerRegistry.class);
		return entries.stream().filter((entry) -> !entry.equals(ours)).toList();
	}

	private static Path location(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
