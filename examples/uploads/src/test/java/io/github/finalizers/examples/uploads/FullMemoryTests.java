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

@TestPropertySource(properties = "uploads.max-memory=1MB")
class FullMemoryTests extends AbstractUploadsTests {

	@Test
	@DisplayName("No direct memory left: 503, the file is deleted again; when another is closed there is room")
	void fullMemory() {
		UploadInfo first = upload(TestFiles.image("first.png", 500, 500));
		assertProblem(refused(TestFiles.image("second.png", 500, 500)), 503, "No memory left", "Close some uploads");
		assertHeld(1);
		assertDied(Map.of(FinalizerCause.CALLED, 1L));
		close(first);
		close(upload(TestFiles.image("second.png", 500, 500)));
		assertDied(Map.of(FinalizerCause.CALLED, 3L));
	}

}
