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

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@TestPropertySource(properties = { "finalize.names[uploads.pixels].limit.bytes=1MB",
		"finalize.names[uploads.pixels].limit.wait=20s", "finalize.limit.collection-interval=100ms" })
class ForgottenMemoryTests extends AbstractUploadsTests {

	private static final int LIMIT = 1 << 20;

	@Test
	@DisplayName("Five times the limit is uploaded and forgotten: each makes room for the next, none is refused")
	void forgottenUploadsMakeRoom() {
		for (int i = 0; i < 5; i++) {
			forget(upload(TestFiles.image("forgotten.png", 500, 500)));
			assertThat(this.pool.bytesOut()).isBetween(1L, (long) LIMIT);
		}
		assertThat(this.finalizers.statistics().names().get(Uploads.PIXELS).limitExceeded()).isPositive();
		collectUntilHeld(0);
	}

}
