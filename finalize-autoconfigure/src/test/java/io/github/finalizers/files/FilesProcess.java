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

package io.github.finalizers.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * A process that uses temporary files, in the directory of its JVM.
 */
public final class FilesProcess {

	private FilesProcess() {
	}

	public static void main(String[] arguments) throws Exception {
		switch (arguments[0]) {
			case "hold" -> hold();
			case "start" -> startAndEnd();
			case "cycle" -> cycle(Integer.parseInt(arguments[1]));
			case "delete" -> delete(Path.of(arguments[1]));
			default -> throw new IllegalArgumentException(arguments[0]);
		}
	}

	/**
	 * Live, until somebody ends it.
	 */
	private static void hold() throws IOException {
		TemporaryFiles files = new TemporaryFiles(FinalizerRegistryBuilder.create().build());
		Path tree = Scratch.tree(files.createDirectory(FilesProcess.class, "tree").path().resolve("inner"));
		System.out.println("HOLDS " + tree);
		System.out.println("READY " + ProcessHandle.current().pid());
		System.in.read();
	}

	private static void startAndEnd() throws IOException {
		Reports reports = new Reports();
		try (ManagedRegistry registry = FinalizerRegistryBuilder.create().listener(reports).build()) {
			new TemporaryFiles(registry).createFile(FilesProcess.class, "a", "b");
			Scratch.awaitRecovery();
		}
		reports.all().forEach((report) -> System.out.println("REPORTED " + report.failure().getMessage()));
		System.out.println("ENDED");
	}

	/**
	 * Start and end, again and again, and see whether a file is lost meanwhile.
	 */
	private static void cycle(int times) throws IOException {
		int lost = 0;
		for (int i = 0; i < times; i++) {
			try (ManagedRegistry registry = FinalizerRegistryBuilder.create().build()) {
				TemporaryFile file = new TemporaryFiles(registry).createFile(FilesProcess.class, "a", "b");
				Scratch.awaitRecovery();
				lost += Files.exists(file.path()) ? 0 : 1;
			}
		}
		System.out.println("LOST " + lost);
	}

	private static void delete(Path tree) {
		Reports reports = new Reports();
		try (ManagedRegistry registry = FinalizerRegistryBuilder.create().listener(reports).build()) {
			new TemporaryFiles(registry).deleteWith(FilesProcess.class, tree).call();
			System.out.println("DELETED");
		}
		catch (Exception ex) {
			System.out.println("FAILED " + ex.getMessage());
		}
		reports.all().forEach((report) -> System.out.println("REPORTED " + report.failure().getMessage()));
	}

}
