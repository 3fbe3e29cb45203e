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

import java.util.concurrent.CountDownLatch;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.finalizers.FinalizerRegistry;

/**
 * Finalizers that fail and finalizers that block, these with a size, in a process whose
 * meters are read from outside.
 */
@RestController
@Profile("trouble")
class Trouble {

	static final String NAME = "trouble";

	static final int SIZE = 1 << 20;

	private final FinalizerRegistry finalizers;

	private final CountDownLatch end = new CountDownLatch(1);

	Trouble(FinalizerRegistry finalizers) {
		this.finalizers = finalizers.named(NAME);
	}

	@PostMapping("/trouble/fail")
	void fail() {
		this.finalizers.register(new Object(), () -> {
			throw new IllegalStateException("This one fails");
		});
	}

	@PostMapping("/trouble/block/{count}")
	void block(@PathVariable int count) {
		for (int i = 0; i < count; i++) {
			this.finalizers.sized(SIZE).register(new Object(), this.end, CountDownLatch::await);
		}
	}

	@PostMapping("/trouble/end")
	void end() {
		this.end.countDown();
	}

}
