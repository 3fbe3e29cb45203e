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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs each main class in this JVM: what it measures is worth nothing, but it runs.
 */
final class InThisJvm implements Launcher {

	@Override
	public List<String> launch(Class<?> main, List<String> options, List<String> arguments) {
		System.setProperty(JmhHost.IN_THIS_JVM, "true");
		PrintStream out = System.out;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
		try {
			main.getMethod("main", String[].class).invoke(null, (Object) arguments.toArray(String[]::new));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			System.setOut(out);
		}
		return printed.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
