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

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What was asked for on the command line.
 *
 * @param rows which rows, by a part of what they say
 * @param scale how much
 * @param jvms where the JVMs are
 * @param smoke whether only to see that all of it runs
 */
record Options(Pattern rows, Scale scale, List<Path> jvms, boolean smoke) {

	static final String USAGE = "[<rows, a regular expression>] [--quick] [--rounds <number>] [--java <home>]...";

	static Options of(String... arguments) {
		Deque<String> left = new ArrayDeque<>(List.of(arguments));
		String rows = "";
		Scale scale = Scale.FULL;
		int rounds = 0;
		List<Path> jvms = new ArrayList<>();
		while (!left.isEmpty()) {
			String argument = left.remove();
			switch (argument) {
				case "--quick" -> scale = Scale.QUICK;
				case "--smoke" -> scale = Scale.SMOKE;
				case "--rounds" -> rounds = Integer.parseInt(left.remove());
				case "--java" -> jvms.add(Path.of(left.remove()));
				default -> {
					if (argument.startsWith("-")) {
						throw new IllegalArgumentException(argument);
					}
					rows = argument;
				}
			}
		}
		return new Options(Pattern.compile(rows), (rounds > 0) ? scale.rounds(rounds) : scale,
				jvms.isEmpty() ? List.of(Path.of(System.getProperty("java.home"))) : List.copyOf(jvms),
				scale == Scale.SMOKE);
	}

}
