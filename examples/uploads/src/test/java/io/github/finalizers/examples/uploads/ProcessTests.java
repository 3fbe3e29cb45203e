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

package io.github.finalizers.examples.uploads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessTests {

	private static final Pattern SWEPT = Pattern.compile("\\[finalizers-exit].*: (.* of \\S+)");

	@TempDir
	Path directory;

	@Test
	@DisplayName("On SIGTERM the log shows the sweep, newest first, and the temporary directory is empty")
	void sigtermSweepsNewestFirst() throws Exception {
		Path uploads = this.directory.resolve("uploads");
		try (ApplicationProcess application = start(false, "--server.port=0", "--uploads.directory=" + uploads)) {
			DemoClient client = new DemoClient(application.awaitPort());
			client.upload(TestFiles.image("one.png", 60, 40));
			String closed = client.upload(TestFiles.image("two.png", 60, 40));
			client.upload(TestFiles.image("three.jpg", 60, 40));
			client.close(closed);
			assertThat(uploads.toFile().list()).hasSize(2);
			application.terminate();
			assertThat(application.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
			List<String> swept = SWEPT.matcher(application.output())
				.results()
				.map((MatchResult r) -> r.group(1))
				.toList();
			assertThat(swept).containsExactly("Returned the pixels of three.jpg", "Deleted the file of three.jpg",
					"Returned the pixels of one.png", "Deleted the file of one.png");
			assertThat(uploads).isEmptyDirectory();
		}
	}

	@Test
	@DisplayName("After a kill -9 the next start deletes what was left, and leaves nothing itself")
	void nextStartDeletesWhatAKillHasLeft() throws Exception {
		String[] arguments = { "--server.port=0", "--finalize.temporary-files.directory=" + this.directory };
		try (ApplicationProcess application = start(false, arguments)) {
			new DemoClient(application.awaitPort()).upload(TestFiles.image("lost.png", 60, 40));
			application.kill();
		}
		Path left = spooled().get(0);
		assertThat(left).isNotEmptyDirectory();
		try (ConfigurableApplicationContext context = SpringApplication.run(UploadsApplication.class, arguments)) {
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(left));
			assertThat(context.getBean(Spool.class).fileCount()).isZero();
		}
		assertThat(spooled()).isEmpty();
	}

	@ParameterizedTest(name = "ahead of time: {0}")
	@ValueSource(booleans = { false, true })
	@DisplayName("The demo ends by itself with exit status 0, tells what ran for which cause, and leaves no file")
	void demoEndsByItself(boolean aheadOfTime) throws Exception {
		Path uploads = this.directory.resolve("uploads");
		try (ApplicationProcess application = start(aheadOfTime, "--spring.profiles.active=demo",
				"--uploads.directory=" + uploads)) {
			int status = application.awaitExit();
			String output = application.output();
			assertThat(status).as(output).isZero();
			assertThat(output).contains("12 images uploaded")
				.containsPattern("uploads\\.files +4 +4 +4 +0 +0 +0 +0 +0")
				.containsPattern("uploads\\.pixels +4 +4 +4 +0 +0 +0 +0 +0")
				.contains("files left: 0, bytes of direct memory not returned: 0");
			assertThat(uploads).isEmptyDirectory();
			assertThat(this.directory.toFile().list()).containsExactlyInAnyOrder("uploads", "output.log");
		}
	}

	private ApplicationProcess start(boolean aheadOfTime, String... arguments) throws IOException {
		return ApplicationProcess.withOptions(this.directory, List.of("-Dspring.aot.enabled=" + aheadOfTime),
				arguments);
	}

	/**
	 * Return the temporary directories that uploads are spooled to.
	 */
	private List<Path> spooled() throws IOException {
		try (Stream<Path> paths = Files.walk(this.directory)) {
			return paths.filter((path) -> path.getFileName().toString().startsWith("uploads-")).toList();
		}
	}

}
