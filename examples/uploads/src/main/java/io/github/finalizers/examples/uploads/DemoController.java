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

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the page and the demo need to show something, and no real application has.
 */
@RestController
class DemoController {

	private final Samples samples;

	DemoController(Samples samples) {
		this.samples = samples;
	}

	@GetMapping("/samples")
	List<String> samples() {
		return this.samples.names();
	}

	/**
	 * Ask for a collection, so that nobody has to wait for one. For the demo only: an
	 * application leaves that to the JVM.
	 */
	@PostMapping("/collect")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void collect() {
		System.gc();
	}

}
