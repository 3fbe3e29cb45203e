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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.finalizers.FinalizerCause;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page, used by clicks.
 */
class BrowserTests extends AbstractUploadsTests {

	private static Browser browser;

	@TempDir
	Path directory;

	@AfterAll
	static void closeBrowser() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void openPage(@LocalServerPort int port) throws IOException {
		// Not before all: each test is to be reported as skipped.
		browser = (browser != null) ? browser : Browser.start();
		browser.open("http://127.0.0.1:" + port + "/");
		await(() -> browser.shows("counts") && countOf(FinalizerCause.CALLED) >= 0);
	}

	@Test
	@DisplayName("What is closed is counted as called, what is forgotten as collected, and the page shows both")
	void closedAndForgottenUploadsAreCounted() throws IOException {
		long called = countOf(FinalizerCause.CALLED);
		long collected = countOf(FinalizerCause.COLLECTED);
		browser.click("sample");
		await(() -> ids().size() == 1);
		String sample = ids().get(0);
		choose("holiday.png", TestFiles.encoded("png", 320, 200));
		await(() -> ids().size() == 2);
		String holiday = ids().get(1);
		assertThat(browser.text("status")).isEqualTo("holiday.png uploaded.");
		assertThat(browser.text("upload-" + holiday)).contains("holiday.png", "320 × 200");
		await(() -> isImageShown(sample) && isImageShown(holiday));
		assertThat(browser.text("held")).isEqualTo("2");
		assertHeld(2);

		browser.click("close-" + holiday);
		await(() -> countOf(FinalizerCause.CALLED) == called + 1);
		assertThat(ids()).containsExactly(sample);
		assertHeld(1);

		browser.click("forget-" + sample);
		await(() -> ids().isEmpty());
		assertThat(browser.shows("none")).isTrue();
		await(() -> {
			browser.click("collect");
			return countOf(FinalizerCause.COLLECTED) == collected + 1;
		});
		await(() -> browser.text("files").equals("0") && browser.text("memory").equals("0.0 of 256.0 MiB"));
		assertDied(Map.of(FinalizerCause.CALLED, 1L, FinalizerCause.COLLECTED, 1L));
		assertThat(browser.shows("problem")).isFalse();
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	@DisplayName("A bad file is told of in the page's own words, and the next good one takes them away")
	void badFileIsToldOf() throws IOException {
		choose("letter.png", "This is no picture.".getBytes(StandardCharsets.UTF_8));
		await(() -> browser.shows("problem"));
		assertThat(browser.text("problem-title")).isEqualTo("Not an image.");
		assertThat(browser.text("problem-detail")).contains("letter.png is neither");
		assertThat(browser.text("status")).isEqualTo("That did not work.");
		assertThat(browser.errors()).as("what the browser itself says of the answer")
			.singleElement()
			.asString()
			.contains("/uploads", "415");

		choose("picture.png", TestFiles.encoded("png", 20, 20));
		await(() -> ids().size() == 1 && !browser.shows("problem"));
		browser.click("close-" + ids().get(0));
		await(() -> ids().isEmpty());
		assertThat(browser.errors()).isEmpty();
	}

	@Test
	@DisplayName("A file name with markup is shown as text")
	void markupInNameIsText() throws IOException {
		String name = "<img src=x onerror=document.title='script'><b>bold.png";
		choose(name, TestFiles.encoded("png", 20, 20));
		await(() -> ids().size() == 1);
		String id = ids().get(0);
		assertThat(browser.<String>read("document.querySelector('#uploads h3').innerText")).isEqualTo(name);
		assertThat(browser.<String>read("document.title")).isEqualTo("Uploads");
		browser.click("close-" + id);
		await(() -> ids().isEmpty());
		assertThat(browser.errors()).isEmpty();
	}

	private void choose(String name, byte[] content) throws IOException {
		browser.choose("file", Files.write(this.directory.resolve(name), content));
	}

	private static List<String> ids() {
		return browser.read("[...document.querySelectorAll('#uploads > li')].map((each) => each.id.substring(7))");
	}

	private static boolean isImageShown(String id) {
		return browser.read("document.querySelector('#upload-' + arguments[0] + ' img').naturalWidth > 0", id);
	}

	/**
	 * The count in the table, -1 before it is filled.
	 */
	private static long countOf(FinalizerCause cause) {
		String count = browser.text("count-" + Uploads.FILES + "-" + cause.name().toLowerCase());
		return (count != null) ? Long.parseLong(count) : -1;
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.until(condition::getAsBoolean);
	}

}
