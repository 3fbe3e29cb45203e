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

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.files.TemporaryFiles;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "logging.level.io.github.finalizers.examples=info")
class FullDirectoryTests extends AbstractUploadsTests {

	@Test
	@DisplayName("A full temporary directory: 507, what was written of the file is deleted, and the operator is told")
	void fullDirectory(CapturedOutput output) {
		byte[] image = TestFiles.encoded("png", 300, 200);
		assertThat(image).hasSizeGreaterThan(FullSpool.SPACE);
		assertProblem(refused(TestFiles.named("late.png", image)), 507, "No space left", "could not be written");
		assertDied(Uploads.FILES, Map.of(FinalizerCause.CALLED, 1L));
		assertDied(Uploads.PIXELS, Map.of());
		assertThat(output).contains("Deleted the file of late.png").contains("No space left on device");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		@Primary
		FullSpool fullSpool(UploadsProperties properties, TemporaryFiles temporaryFiles) throws IOException {
			return new FullSpool(properties, temporaryFiles);
		}

	}

	/**
	 * Writes as much as there is space for, as a file system does.
	 */
	static class FullSpool extends Spool {

		static final int SPACE = 100;

		FullSpool(UploadsProperties properties, TemporaryFiles temporaryFiles) throws IOException {
			super(properties, temporaryFiles);
		}

		@Override
		OutputStream create(Path path) throws IOException {
			return new FilterOutputStream(super.create(path)) {

				@Override
				public void write(byte[] bytes, int offset, int length) throws IOException {
					this.out.write(bytes, offset, Math.min(length, SPACE));
					throw new IOException("No space left on device");
				}

			};
		}

	}

}
