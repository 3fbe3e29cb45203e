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

/**
 * Uploads of images: a temporary file and direct memory, both attached to the upload that
 * they belong to, by finalizers.
 * <p>
 * The types in the order of the flow. A
 * {@link io.github.finalizers.examples.uploads.UploadController} hands what it receives
 * to {@link io.github.finalizers.examples.uploads.Uploads}, which holds every
 * {@link io.github.finalizers.examples.uploads.Upload}. An upload has a
 * {@link io.github.finalizers.examples.uploads.SpooledFile} of the
 * {@link io.github.finalizers.examples.uploads.Spool} and
 * {@link io.github.finalizers.examples.uploads.Pixels} of the
 * {@link io.github.finalizers.examples.uploads.PixelPool}, filled by the
 * {@link io.github.finalizers.examples.uploads.ImageDecoder}. Whatever is wrong with a
 * request is an {@link io.github.finalizers.examples.uploads.UploadException}. A
 * {@link io.github.finalizers.examples.uploads.UserSession} has a gauge that goes when it
 * has gone. The {@link io.github.finalizers.examples.uploads.Demo} uses all that over
 * HTTP.
 */
@NullMarked
package io.github.finalizers.examples.uploads;

import org.jspecify.annotations.NullMarked;
