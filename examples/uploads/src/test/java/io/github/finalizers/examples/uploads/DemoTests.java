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

import java.nio.file.Path;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the demo when all is not well; {@link ProcessTests} has the rest.
 */
@ExtendWith(OutputCaptureExtension.class)
class DemoTests {

	@Test
	@DisplayName("The demo ends with exit status 1 and a clear message if a count is off")
	void wrongCountIsTold(@TempDir Path directory, CapturedOutput output) {
		ConfigurableApplicationContext context = SpringApplication.run(UploadsApplication.class,
				"--spring.profiles.active=demo", "--uploads.directory=" + directory, "--finalize.exit.enabled=false");
		assertThat(Demo.run(context)).isEqualTo(1);
		assertThat(context.isActive()).isFalse();
		assertThat(output.getErr()).contains("demo: uploads.files, EXIT: 0 instead of 4")
			.contains("demo: uploads.files, ABANDONED: 4 instead of 0")
			.contains("demo: files left: 4 instead of 0");
	}

	@Test
	@DisplayName("The demo stops the application and ends with exit status 1 if it gets no further")
	void failureIsTold(@TempDir Path directory, CapturedOutput output) {
		ConfigurableApplicationContext context = SpringApplication.run(UploadsApplication.class,
				"--spring.profiles.active=demo", "--uploads.directory=" + directory, "--uploads.max-pixels=1000000");
		assertThat(Demo.run(context)).isEqualTo(1);
		assertThat(context.isActive()).isFalse();
		assertThat(output.getErr()).contains("Too many pixels")
			.contains("demo: uploads.files, EXIT: 0 instead of 4")
			.doesNotContain("files left");
	}

}
