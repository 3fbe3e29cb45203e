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

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = { "finalize.names[uploads.pixels].limit.bytes=1MB",
		"finalize.names[uploads.pixels].limit.wait=100ms" })
class FullMemoryTests extends AbstractUploadsTests {

	@Test
	@DisplayName("What is held fills the limit: 503, the file is deleted again; when another is closed there is room")
	void fullMemory() {
		UploadInfo first = upload(TestFiles.image("first.png", 500, 500));
		assertProblem(refused(TestFiles.image("second.png", 500, 500)), 503, "No memory left", "Close some uploads");
		assertHeld(1);
		assertDied(Uploads.FILES, Map.of(FinalizerCause.CALLED, 1L));
		assertDied(Uploads.PIXELS, Map.of());
		assertThat(this.finalizers.statistics().names().get(Uploads.PIXELS).limitExceeded()).isEqualTo(1);
		close(first);
		close(upload(TestFiles.image("second.png", 500, 500)));
		assertDied(Uploads.FILES, Map.of(FinalizerCause.CALLED, 3L));
		assertDied(Uploads.PIXELS, Map.of(FinalizerCause.CALLED, 2L));
	}

}
