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

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.github.finalizers.FinalizerRegistry;

/**
 * The classes and resources of the module, without those of its tests.
 */
final class OwnClasses {

	static final String ROOT = "io.github.finalizers";

	static final JavaClasses ALL = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	private OwnClasses() {
	}

	/**
	 * Return the text of a resource of the module, whatever else has one of this name.
	 * @param name the name of the resource
	 * @return its text
	 * @throws IOException if it can't be read
	 */
	static String resource(String name) throws IOException {
		String location = FinalizerRegistry.class.getProtectionDomain().getCodeSource().getLocation().toString();
		for (URL url : Collections.list(OwnClasses.class.getClassLoader().getResources(name))) {
			if (url.toString().contains(location)) {
				try (var stream = url.openStream()) {
					return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
				}
			}
		}
		throw new IOException("No " + name + " in " + location);
	}

}
