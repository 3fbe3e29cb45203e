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

package io.github.finalizers.engine;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.SweepResult;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class ExitReportTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@Test
	@DisplayName("C28 listeners hear of the beginning and the end of the sweep, with what it did")
	void closeWhenSweptShouldTellListeners() {
		ManagedRegistry registry = this.registries.open();
		register(registry, "first");
		register(registry, "second");
		register(registry, "abandoned").setAtExit(false);
		registry.close();
		assertThat(this.registries.events.sweepsBegun()).containsExactly(3L);
		SweepResult result = this.registries.events.sweepsEnded().get(0);
		assertThat(this.registries.events.sweepsEnded()).hasSize(1);
		assertThat(result.ran()).isEqualTo(2);
		assertThat(result.abandoned()).isEqualTo(1);
		assertThat(result.failures() + result.unreached() + result.leftBehind().size()).isZero();
		assertThat(result.duration()).isPositive();
		assertThat(this.registries.log.all()).isNotEmpty();
	}

	@Test
	@DisplayName("C28 the log has one line about the exit, with the counts, the louder the less clean it was")
	void closeWhenDoneShouldLogOneLine() {
		ManagedRegistry idle = this.registries.open();
		idle.close();
		assertThat(this.registries.log.all()).allMatch((line) -> line.level() == Level.DEBUG);
		ManagedRegistry clean = this.registries.open();
		register(clean, "swept");
		clean.close();
		assertThat(this.registries.log.about("exit 1")).singleElement()
			.satisfies((line) -> assertThat(line.level()).isEqualTo(Level.INFO));
		ManagedRegistry unclean = this.registries.open();
		register(unclean, "swept");
		register(unclean, "abandoned").setAtExit(false);
		unclean.close();
		assertThat(this.registries.log.alarms()).singleElement()
			.satisfies(
					(line) -> assertThat(line.message()).contains("1 abandoned", "exit 1", "abandoned 1", "default"));
	}

	@Test
	@DisplayName("C28 if nothing is to run at exit, all that is live is abandoned, and told once")
	void closeWhenExitIsDisabledShouldAbandonAll() throws Exception {
		ManagedRegistry registry = this.registries.open((builder) -> builder.exitEnabled(false));
		register(registry, "called").call();
		Finalizer<Void> first = register(registry.named("images"), "first");
		register(registry.named("images"), "second");
		registry.close();
		assertThat(this.ran).containsExactly("called");
		assertThat(first.call()).isNull();
		assertThat(registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(2);
		assertThat(this.registries.log.about("abandoned")).singleElement()
			.satisfies((line) -> assertThat(line.message()).contains("images"));
	}

	private Finalizer<Void> register(FinalizerRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

}
