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

import java.time.Instant;

/**
 * What is told of an upload.
 *
 * @param id the identifier
 * @param name the name of the file, as the browser gave it, for show only
 * @param width the width of the image in pixels
 * @param height the height of the image in pixels
 * @param fileBytes the size of the file
 * @param memoryBytes the direct memory for its pixels
 * @param since when it was uploaded
 * @param thumbnail where the thumbnail is
 */
record UploadInfo(String id, String name, int width, int height, long fileBytes, long memoryBytes, Instant since,
		String thumbnail) {

}
