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
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

class UploadsTests extends AbstractUploadsTests {

	@Autowired
	Samples samples;

	@Test
	@DisplayName("An upload answers with its address and size, and is listed with what it holds")
	void uploadIsAnsweredAndListed() {
		ResponseEntity<UploadInfo> response = post(TestFiles.image("red.png", 640, 480), UploadInfo.class);
		UploadInfo upload = response.getBody();
		assertThat(response.getStatusCode().value()).isEqualTo(201);
		assertThat(response.getHeaders().getLocation()).hasToString("/uploads/" + upload.id());
		assertThat(upload.name()).isEqualTo("red.png");
		assertThat(upload.width()).isEqualTo(640);
		assertThat(upload.height()).isEqualTo(480);
		assertHeld(1);
		UploadController.Overview overview = overview();
		assertThat(overview.uploads()).containsExactly(upload);
		assertThat(overview.files()).isEqualTo(1);
		assertThat(upload.memoryBytes()).isEqualTo(640 * 480 * 4).isEqualTo(this.finalizers.statistics().bytes());
		close(upload);
	}

	@ParameterizedTest(name = "{0}")
	@ValueSource(strings = { "png", "jpg" })
	@DisplayName("A thumbnail comes back: a small PNG that shows the image")
	void thumbnailShowsTheImage(String format) throws IOException {
		UploadInfo upload = upload(TestFiles.image("large." + format, 800, 1600));
		ResponseEntity<byte[]> response = this.http.get().uri(upload.thumbnail()).retrieve().toEntity(byte[].class);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
		BufferedImage thumbnail = ImageIO.read(new ByteArrayInputStream(response.getBody()));
		assertThat(thumbnail.getWidth()).isEqualTo(160);
		assertThat(thumbnail.getHeight()).isEqualTo(320);
		assertThat(thumbnail.getRGB(80, 40) & 0xf00000).as("red above").isEqualTo(0xf00000);
		assertThat(thumbnail.getRGB(80, 280) & 0x0000f0).as("blue below").isEqualTo(0x0000f0);
		close(upload);
	}

	@Test
	@DisplayName("Each of the dozen samples is an image that can be uploaded")
	void everySampleCanBeUploaded() {
		assertThat(this.samples.images()).hasSize(12);
		for (Resource image : this.samples.images()) {
			assertThat(close(upload(image))).isEqualTo(204);
		}
		assertDied(Map.of(FinalizerCause.CALLED, 12L));
	}

	@Test
	@DisplayName("Closing an upload deletes its file and returns its memory at once; it is then unknown")
	void closeGivesBackAtOnce() {
		UploadInfo upload = upload(TestFiles.image("closed.jpg", 300, 200));
		assertThat(close(upload)).isEqualTo(204);
		assertHeld(0);
		assertThat(this.spool.fileCount()).isZero();
		assertThat(this.pool.bytesOut()).isZero();
		assertDied(Map.of(FinalizerCause.CALLED, 1L));
		assertThat(close(upload)).isEqualTo(404);
		assertThat(forget(upload)).isEqualTo(404);
	}

	@Test
	@DisplayName("A forgotten upload is unknown at once, and given back when it is collected")
	void forgottenIsGivenBackWhenCollected() {
		UploadInfo kept = upload(TestFiles.image("kept.png", 300, 200));
		UploadInfo forgotten = upload(TestFiles.image("forgotten.png", 300, 200));
		assertThat(forget(forgotten)).isEqualTo(204);
		assertThat(close(forgotten)).isEqualTo(404);
		assertThat(overview().uploads()).containsExactly(kept);
		collectUntilHeld(1);
		assertDied(Map.of(FinalizerCause.COLLECTED, 1L));
		close(kept);
		assertDied(Map.of(FinalizerCause.COLLECTED, 1L, FinalizerCause.CALLED, 1L));
	}

	private UploadController.Overview overview() {
		return this.http.get().uri("/uploads").retrieve().body(UploadController.Overview.class);
	}

}
