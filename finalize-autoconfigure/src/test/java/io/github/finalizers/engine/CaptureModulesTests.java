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

import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.CaptureCheck;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.CaptureWalk.Answer;
import io.github.finalizers.engine.CaptureWalk.Kind;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CaptureWalk} with applications that are modules.
 */
class CaptureModulesTests {

	private static final String OWNER = """
			package app;
			public class Owner implements java.util.function.Supplier<Runnable> {
				public Runnable get() { return this::close; }
				private void close() { }
			}
			""";

	@TempDir
	private Path directory;

	@Test
	@DisplayName("C44 in a module that only exports nothing can be read: unknown, never a warning, never refused")
	void walkWhenModuleOnlyExportsShouldBeUnknown() throws Exception {
		Supplier<?> referent = owner("module app { exports app; }");
		Runnable action = (Runnable) referent.get();
		assertThat(CaptureWalk.of(referent, action, null))
			.isEqualTo(new Answer(Kind.UNKNOWN, "action, a app.Owner$$Lambda, cannot be read"));
		LogLines log = new LogLines();
		for (CaptureCheck mode : CaptureCheck.values()) {
			try (ManagedRegistry registry = FinalizerRegistryBuilder.create().captureCheck(mode).log(log).build()) {
				assertThat(((FinalizerRegistry) registry).register(referent, action).isAlive()).isTrue();
			}
		}
		assertThat(log.alarms()).isEmpty();
	}

	@Test
	@DisplayName("C43 in a module that is open, or opens the package, captures are found")
	void walkWhenModuleIsOpenShouldFind() throws Exception {
		for (String module : List.of("open module app { exports app; }", "module app { exports app; opens app; }")) {
			Supplier<?> referent = owner(module);
			assertThat(CaptureWalk.of(referent, referent.get(), null))
				.isEqualTo(new Answer(Kind.CAPTURES, "action -> arg$1"));
		}
	}

	/**
	 * Compile a module and make its one object.
	 */
	private Supplier<?> owner(String module) throws Exception {
		StringWriter messages = new StringWriter();
		boolean compiled = ToolProvider.getSystemJavaCompiler()
			.getTask(messages, null, null, List.of("-proc:none", "-d", this.directory.toString()), null,
					List.of(source("module-info", module), source("app/Owner", OWNER)))
			.call();
		assertThat(compiled).as(messages.toString()).isTrue();
		ModuleLayer boot = ModuleLayer.boot();
		Configuration configuration = boot.configuration()
			.resolve(ModuleFinder.of(this.directory), ModuleFinder.of(), Set.of("app"));
		ClassLoader loader = boot.defineModulesWithOneLoader(configuration, null).findLoader("app");
		return (Supplier<?>) loader.loadClass("app.Owner").getConstructor().newInstance();
	}

	private static JavaFileObject source(String name, String text) {
		return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return text;
			}

		};
	}

}
