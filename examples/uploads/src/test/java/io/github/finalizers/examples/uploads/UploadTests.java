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

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.files.TemporaryFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class UploadTests {

	private final ManagedRegistry finalizers = FinalizerRegistryBuilder.create().build();

	private final UploadsProperties properties;

	private final PixelPool pool;

	private final ImageDecoder decoder;

	private Spool spool;

	UploadTests(@TempDir Path directory) {
		this.properties = new UploadsProperties(directory, 1_000_000);
		this.pool = new PixelPool();
		this.decoder = new ImageDecoder(this.properties);
	}

	@BeforeEach
	void setUp() throws IOException {
		this.spool = new Spool(this.properties, new TemporaryFiles(this.finalizers));
	}

	@AfterEach
	void nothingIsLeftBehind() {
		this.finalizers.close();
		assertThat(this.spool.fileCount()).isZero();
		assertThat(this.pool.bytesOut()).isZero();
		assertThat(this.finalizers.liveCount()).isZero();
	}

	@Test
	@DisplayName("A new upload has nothing that could be left behind, and is watched already")
	void nothingToLoseUntilLoaded() {
		Upload upload = newUpload();
		assertThat(this.finalizers.liveCount()).isEqualTo(1);
		assertThat(this.spool.fileCount()).isZero();
		assertThat(this.pool.bytesOut()).isZero();
		upload.close();
		assertThat(this.finalizers.deadCount()).isEqualTo(1);
	}

	@Test
	@DisplayName("A closed upload gives back everything, once, and has no thumbnail any more")
	void closeGivesBack() {
		Upload upload = newUpload();
		load(upload, this.decoder);
		assertThat(upload.thumbnail()).isNotEmpty();
		assertThat(this.spool.fileCount()).isEqualTo(1);
		assertThat(this.pool.bytesOut()).isEqualTo(100 * 50 * 4);
		upload.close();
		upload.close();
		assertThat(this.spool.fileCount()).isZero();
		assertThat(this.pool.bytesOut()).isZero();
		assertThatExceptionOfType(UploadException.class).isThrownBy(upload::thumbnail).withMessageContaining("GONE");
	}

	@Test
	@DisplayName("A live upload is given back when the registry closes")
	void exitGivesBack() {
		Upload upload = newUpload();
		load(upload, this.decoder);
		this.finalizers.close();
		assertThat(upload.info().memoryBytes()).isZero();
	}

	@Test
	@DisplayName("An upload that comes while the application stops cannot make a file that nobody deletes")
	void loadAfterTheExitMakesNothing() {
		Upload upload = newUpload();
		this.finalizers.close();
		assertThatExceptionOfType(UploadException.class).isThrownBy(() -> load(upload, this.decoder))
			.withRootCauseInstanceOf(IOException.class);
	}

	@Test
	@DisplayName("An upload that is given back while it is being decoded cannot take memory that nobody returns")
	void decodeAfterTheExitTakesNothing() {
		Upload upload = newUpload();
		ImageDecoder closing = new ImageDecoder(this.properties) {

			@Override
			BufferedImage decode(SpooledFile file) {
				BufferedImage image = super.decode(file);
				UploadTests.this.finalizers.close();
				return image;
			}

		};
		assertThatIllegalStateException().isThrownBy(() -> load(upload, closing));
	}

	@Test
	@DisplayName("An upload that comes when the application has stopped is refused")
	void registerAfterTheExitIsRefused() {
		this.finalizers.close();
		assertThatIllegalStateException().isThrownBy(this::newUpload);
	}

	private Upload newUpload() {
		return new Upload(this.spool.newFile("image.png"), this.pool.newPixels("image.png"),
				this.finalizers.named(Uploads.FILES));
	}

	private void load(Upload upload, ImageDecoder decoder) {
		upload.load(new ByteArrayInputStream(TestFiles.encoded("png", 100, 50)), decoder,
				this.finalizers.named(Uploads.PIXELS));
	}

}
