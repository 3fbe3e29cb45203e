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

package io.github.finalizers.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.engine.Collector;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;
import io.github.finalizers.engine.Registries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of a file that cannot be deleted.
 */
class FailedDeletionTests {

	private static final String AT_CLOSE = "temporary-files.close";

	@RegisterExtension
	final Registries registries = new Registries();

	@TempDir
	private Path parent;

	private final Reports reports = new Reports();

	private final ManagedRegistry registry = this.registries.open((builder) -> builder.listener(this.reports));

	private TemporaryFiles files;

	@BeforeEach
	void create() {
		this.files = new TemporaryFiles(this.registry.named("files"), this.parent);
	}

	@Test
	@DisplayName("C23 a failure after collection is reported with the path, tried again at close, and then it is gone")
	void failureWhenCollectedShouldBeReportedAndTriedAgain() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		Collector.collect(this.files.deleteWith(new Object(), path));
		await().until(() -> this.reports.all().size() == 1);
		assertThat(this.reports.all().get(0).name()).isEqualTo("files");
		assertThat(this.reports.all().get(0).cause()).isEqualTo(FinalizerCause.COLLECTED);
		assertThat(this.reports.all().get(0).failure()).isInstanceOf(FileSystemException.class)
			.hasMessageContaining(path.toString());
		Scratch.mend(path);
		this.registry.close();
		assertThat(path).doesNotExist();
		assertThat(this.reports.all()).hasSize(1);
	}

	@Test
	@DisplayName("What is still there at close is reported again, once, with all paths")
	void failureWhenTriedAgainInVainShouldBeReportedAgain() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		Path other = path.resolveSibling("other");
		Collector.collect(this.files.deleteWith(new Object(), path), this.files.deleteWith(new Object(), other));
		await().until(() -> this.reports.all().size() == 2);
		this.registry.close();
		assertThat(this.reports.all()).hasSize(3);
		assertThat(this.reports.all().get(2).name()).isEqualTo(AT_CLOSE);
		assertThat(this.reports.all().get(2).cause()).isEqualTo(FinalizerCause.EXIT);
		assertThat(this.reports.all().get(2).failure()).hasMessageContainingAll(path.toString(), other.toString())
			.hasCauseInstanceOf(FileSystemException.class);
	}

	@Test
	@DisplayName("C2 an explicit call throws, and it is tried again at close all the same")
	void failureWhenCalledShouldReachTheCallerAndBeTriedAgain() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		Finalizer<Void> finalizer = this.files.deleteWith(this.reports, path);
		assertThatExceptionOfType(FileSystemException.class).isThrownBy(finalizer::call)
			.withMessageContaining(path.toString());
		assertThat(this.reports.all()).isEmpty();
		Scratch.mend(path);
		this.registry.close();
		assertThat(path).doesNotExist();
		assertThat(this.reports.all()).isEmpty();
	}

	@Test
	@DisplayName("C31 a failure at close is reported, the others go, and it is tried again when all have gone")
	void failureAtCloseShouldBeTriedAgainAfterTheOthers() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		TemporaryFile older = this.files.createFile(this.reports, "a", "b");
		this.registry.register(this.reports, () -> {
			assertThat(this.reports.all()).hasSize(1);
			mend(path);
		});
		this.files.deleteWith(this.reports, path);
		this.registry.close();
		assertThat(this.reports.all()).extracting(Reports.Report::name).containsExactly("files");
		assertThat(path).doesNotExist();
		assertThat(older.path().getParent()).doesNotExist();
	}

	@Test
	@DisplayName("Of very many failures all are counted, and a hundred named")
	void failuresWhenThereAreManyShouldBeCounted() throws Exception {
		Path path = Scratch.undeletable(this.parent);
		for (int i = 0; i < 250; i++) {
			this.files.deleteWith(this.reports, path.resolveSibling("file" + i));
		}
		this.registry.close();
		assertThat(this.reports.all()).hasSize(251);
		String message = this.reports.all().get(250).failure().getMessage();
		assertThat(message).endsWith(" and 150 more");
		assertThat(message.split("loop/")).hasSize(101);
	}

	private static void mend(Path path) {
		try {
			Scratch.mend(path);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
