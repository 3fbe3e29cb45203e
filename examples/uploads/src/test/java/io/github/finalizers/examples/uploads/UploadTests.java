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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

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
		this.properties = new UploadsProperties(directory, 1_000_000, DataSize.ofMegabytes(10));
		this.pool = new PixelPool(this.properties);
		this.decoder = new ImageDecoder(this.properties);
	}

	@BeforeEach
	void setUp() throws IOException {
		this.spool = new Spool(this.properties);
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
		assertThat(this.finalizers.liveCount()).isEqualTo(2);
		assertThat(this.spool.fileCount()).isZero();
		assertThat(this.pool.bytesOut()).isZero();
		upload.close();
		assertThat(this.finalizers.deadCount()).isEqualTo(2);
	}

	@Test
	@DisplayName("A closed upload gives back everything, once, and has no thumbnail any more")
	void closeGivesBack() {
		Upload upload = newUpload();
		upload.load(image(), this.decoder);
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
		upload.load(image(), this.decoder);
		this.finalizers.close();
		assertThat(upload.info().memoryBytes()).isZero();
	}

	@Test
	@DisplayName("An upload that comes while the application stops cannot make a file that nobody deletes")
	void loadAfterTheExitMakesNothing() {
		Upload upload = newUpload();
		this.finalizers.close();
		assertThatExceptionOfType(UploadException.class).isThrownBy(() -> upload.load(image(), this.decoder))
			.withRootCauseInstanceOf(IOException.class);
	}

	@Test
	@DisplayName("An upload that is given back while it is being decoded cannot take memory that nobody returns")
	void decodeAfterTheExitTakesNothing() {
		Upload upload = newUpload();
		ImageDecoder closing = new ImageDecoder(this.properties) {

			@Override
			void decode(SpooledFile file, Pixels target) {
				target.release();
				super.decode(file, target);
			}

		};
		assertThatExceptionOfType(UploadException.class).isThrownBy(() -> upload.load(image(), closing));
	}

	@Test
	@DisplayName("An upload that comes when the application has stopped is refused")
	void registerAfterTheExitIsRefused() {
		this.finalizers.close();
		assertThatIllegalStateException().isThrownBy(this::newUpload);
	}

	private Upload newUpload() {
		return new Upload(this.spool.newFile("image.png"), this.pool.newPixels("image.png"),
				this.finalizers.named(Uploads.FILES), this.finalizers.named(Uploads.PIXELS));
	}

	private static InputStream image() {
		return new ByteArrayInputStream(TestFiles.encoded("png", 100, 50));
	}

}
