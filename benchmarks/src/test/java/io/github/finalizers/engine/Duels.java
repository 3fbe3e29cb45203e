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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.openjdk.jcstress.Main;

/**
 * What jcstress said when it ran duels, in a process of its own that starts a JVM for
 * each.
 */
record Duels(int exitValue, List<String> lines) {

	private static final String RESULTS = "RUN RESULTS:";

	private static final Pattern DUEL = Pattern.compile("[.]+ \\[.+] .+[.](\\w+)");

	private static final Pattern OUTCOME = Pattern.compile(" +(\\S.*?) {2,}([0-9,]+) +[0-9.]+% +(\\w+)  (.+)");

	/**
	 * Fight duels, each for some time, all within some minutes. One JVM mode and no fixed
	 * places for the threads, so that those of the registry find a processor; few states
	 * at a time, as each may have threads.
	 */
	static Duels fight(String which, int millis, int minutes, Consumer<String> progress)
			throws IOException, InterruptedException {
		Path directory = Files.createDirectories(Path.of("target", "duels"));
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
		command.addAll(List.of("-t", which, "-m", "quick", "-f", "1", "-iters", "1", "-time", String.valueOf(millis)));
		command.addAll(List.of("-sc", "false", "-jvmArgs", "-XX:+UseSerialGC", "-hs", "64", "-pth", "false"));
		command.addAll(List.of("-af", "NONE", "-spinStyle", "THREAD_YIELD", "-strideSize", "16", "-strideCount", "1"));
		command.addAll(List.of("-v", "-r", "results"));
		Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
		CompletableFuture.delayedExecutor(minutes, TimeUnit.MINUTES).execute(() -> end(process));
		try (BufferedReader output = process.inputReader()) {
			List<String> lines = output.lines().peek((line) -> tell(line, progress)).toList();
			return new Duels(process.waitFor(), lines);
		}
		finally {
			end(process);
		}
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

	private static void tell(String line, Consumer<String> progress) {
		Matcher outcome = OUTCOME.matcher(line);
		if (DUEL.matcher(line).matches() || (outcome.matches() && !outcome.group(2).equals("0"))) {
			progress.accept(line);
		}
	}

	/**
	 * How many states each duel had, over all its outcomes.
	 */
	Map<String, Long> states() {
		Map<String, Long> states = new TreeMap<>();
		String duel = "";
		for (String line : results()) {
			Matcher name = DUEL.matcher(line);
			Matcher outcome = OUTCOME.matcher(line);
			if (name.matches()) {
				duel = name.group(1);
			}
			else if (outcome.matches()) {
				states.merge(duel, Long.valueOf(outcome.group(2).replace(",", "")), Long::sum);
			}
		}
		return states;
	}

	String output() {
		return String.join(System.lineSeparator(), results());
	}

	private List<String> results() {
		int from = this.lines.indexOf(RESULTS);
		return this.lines.subList(Math.max(0, from), this.lines.size());
	}

}
