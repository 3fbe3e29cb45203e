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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.springframework.util.FileSystemUtils;

/**
 * A Chromium without a window, as this machine has it: nothing is downloaded. Its profile
 * is new, and deleted at the end.
 */
final class Browser implements AutoCloseable {

	private static final String REQUIRED = "BROWSER_REQUIRED";

	private static final String PACKAGES = "chromium chromium-driver";

	private static final String[] FLAGS = { "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
			"--disable-dev-shm-usage", "--window-size=1200,1600" };

	private final Path profile;

	private final ChromeDriverService service;

	private final RemoteWebDriver driver;

	private Browser(Path chromium, Path chromeDriver) throws IOException {
		this.profile = Files.createTempDirectory("browser");
		LoggingPreferences console = new LoggingPreferences();
		console.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions().setBinary(chromium.toFile())
			.addArguments(FLAGS)
			.addArguments("--user-data-dir=" + this.profile);
		options.setCapability(ChromeOptions.LOGGING_PREFS, console);
		this.service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile())
			.withEnvironment(Map.of("TMPDIR", this.profile.toString()))
			.build();
		// A ChromeDriver would look for drivers to download.
		this.driver = start(options);
	}

	/**
	 * Start the browser, or skip the test if this machine has none.
	 */
	static Browser start() throws IOException {
		Path chromium = Commands.installed("chromium", PACKAGES, REQUIRED);
		Path chromeDriver = Commands.installed("chromedriver", PACKAGES, REQUIRED);
		return new Browser(chromium, chromeDriver);
	}

	private RemoteWebDriver start(ChromeOptions options) throws IOException {
		try {
			this.service.start();
			return new RemoteWebDriver(this.service.getUrl(), options, false);
		}
		catch (IOException | RuntimeException ex) {
			clean();
			throw ex;
		}
	}

	void open(String address) {
		this.driver.get(address);
	}

	void click(String id) {
		this.driver.findElement(By.id(id)).click();
	}

	/**
	 * Choose a file, as if in the dialog.
	 */
	void choose(String id, Path file) {
		this.driver.findElement(By.id(id)).sendKeys(file.toString());
	}

	/**
	 * Return what a script returns, in one step: the page replaces its elements at any
	 * time.
	 */
	@SuppressWarnings("unchecked")
	<T> T read(String expression, Object... arguments) {
		return (T) this.driver.executeScript("return " + expression, arguments);
	}

	String text(String id) {
		return read("document.getElementById(arguments[0])?.textContent", id);
	}

	boolean shows(String id) {
		return Boolean.TRUE.equals(read("document.getElementById(arguments[0])?.checkVisibility()", id));
	}

	/**
	 * Return the errors in the console, those since the last time.
	 */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	@Override
	public void close() {
		try {
			this.driver.quit();
		}
		finally {
			clean();
		}
	}

	private void clean() {
		this.service.stop();
		// The last of its processes may still write.
		Awaitility.await().ignoreExceptions().until(() -> {
			FileSystemUtils.deleteRecursively(this.profile);
			return Files.notExists(this.profile);
		});
	}

}
