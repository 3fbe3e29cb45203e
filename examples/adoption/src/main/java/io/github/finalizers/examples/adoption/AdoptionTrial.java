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

package io.github.finalizers.examples.adoption;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the program four times: with either library, before and after, each time in a
 * process of its own.
 */
public final class AdoptionTrial {

	private AdoptionTrial() {
	}

	public static void main(String[] args) throws Exception {
		run("JNA, with its own cleaner:", "jna-before");
		run("JNA, with a FinalizerRegistry:", "jna-after");
		run("JavaCPP, with its own queue:", "javacpp-before");
		run("JavaCPP, with a FinalizerRegistry:", "javacpp-after", "-Dorg.bytedeco.javacpp.noPointerGC=true");
	}

	private static void run(String title, String which, String... options) throws IOException, InterruptedException {
		System.out.println(title);
		int status = new ProcessBuilder(command(which, options)).inheritIO().start().waitFor();
		System.out.printf("  exit status %d%n", status);
	}

	private static List<String> command(String which, String... options) {
		// They load libraries: without it, Java 24 and later print a warning.
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
		command.addAll(List.of(options));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName(), which));
		return command;
	}

}
