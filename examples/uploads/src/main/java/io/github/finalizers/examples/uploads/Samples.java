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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The sample images: there to be uploaded by the demo, and from the page.
 */
@Component
class Samples implements WebMvcConfigurer {

	private static final String LOCATION = "classpath:/samples/";

	private final List<Resource> images;

	Samples() throws IOException {
		this.images = Stream.of(new PathMatchingResourcePatternResolver().getResources(LOCATION + "*.*"))
			.sorted(Comparator.comparing(Resource::getFilename))
			.toList();
	}

	List<Resource> images() {
		return this.images;
	}

	List<String> names() {
		return this.images.stream().map(Resource::getFilename).toList();
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/samples/*").addResourceLocations(LOCATION);
	}

}
