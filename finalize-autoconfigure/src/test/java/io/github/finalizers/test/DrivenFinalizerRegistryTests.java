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

package io.github.finalizers.test;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;

import static io.github.finalizers.test.FinalizerRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class DrivenFinalizerRegistryTests {

	private final DrivenFinalizerRegistry registry = DrivenFinalizerRegistry.create();

	private final List<String> ran = new ArrayList<>();

	private final Object referent = new Object();

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	@DisplayName("C21 collect runs the finalizers of one referent, newest first, under whatever name, on this thread")
	void collectShouldRunWhatACollectionWouldRun() throws Exception {
		List<Thread> threads = new ArrayList<>();
		Finalizer<Void> first = this.registry.register(this.referent, "first", this.ran::add);
		this.registry.register(this.ran, "of another", this.ran::add);
		FinalizerStack stack = this.registry.named("uploads").newStack(this.referent);
		stack.push("pushed first", this.ran::add);
		stack.push("pushed last", this.ran::add);
		this.registry.register(this.referent, () -> threads.add(Thread.currentThread()));
		assertThat(this.registry.collect(this.referent)).isEqualTo(3);
		assertThat(this.ran).containsExactly("pushed last", "pushed first", "first");
		assertThat(threads).containsExactly(Thread.currentThread());
		assertThat(this.registry).hasRun(FinalizerCause.COLLECTED, 3).hasRun("uploads", FinalizerCause.COLLECTED, 1);
		assertThat(this.registry).hasLive(1).hasNoLive("uploads").hasNoFailures();
		assertThat(first.isAlive()).isFalse();
		assertThat(first.call()).isNull();
		assertThat(this.registry.collect(this.referent)).isZero();
	}

	@Test
	@DisplayName("C23 what an action throws is kept, not thrown, and the others run")
	void collectWhenActionThrowsShouldKeepTheFailureAndGoOn() {
		IOException failure = new IOException("on purpose");
		this.registry.register(this.referent, "older", this.ran::add);
		this.registry.register(this.referent, failure, (state) -> {
			throw state;
		});
		assertThat(this.registry.collect(this.referent)).isEqualTo(2);
		assertThat(this.registry.failures()).containsExactly(failure);
		assertThat(this.ran).containsExactly("older");
	}

	@Test
	@DisplayName("C28 the sweep and the close run what is live, newest first, what comes meanwhile included, and abandon the rest")
	void sweepAndCloseShouldRunWhatTheExitWouldRun() {
		FinalizerRegistry uploads = this.registry.named("uploads");
		uploads.register(this.referent, "oldest", this.ran::add);
		uploads.register(this.referent, "not at exit", this.ran::add).setAtExit(false);
		uploads.register(this.referent, () -> uploads.register(this.referent, "newcomer", this.ran::add));
		this.registry.sweep();
		assertThat(this.ran).containsExactly("newcomer", "oldest");
		uploads.register(this.referent, "after the sweep", this.ran::add);
		this.registry.sweep();
		assertThat(this.ran).hasSize(2);
		this.registry.close();
		this.registry.close();
		assertThat(this.ran).containsExactly("newcomer", "oldest", "after the sweep");
		assertThat(this.registry).hasNoLive().hasRun(FinalizerCause.EXIT, 4);
		assertThat(this.registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
		assertThatIllegalStateException().isThrownBy(() -> uploads.register(this.referent, "late", this.ran::add));
		assertThat(this.registry.collect(this.referent)).isZero();
	}

	@Test
	@DisplayName("C21 what the JVM collects is nothing to it: that stays live until the test says so, and runs at exit")
	void closeWhenJvmHasCollectedTheReferentShouldRunAtExit() {
		WeakReference<Object> reference = registerUnheld();
		GarbageCollection.awaitCollected(reference);
		assertThat(this.registry).hasLive(2);
		this.registry.close();
		assertThat(this.ran).containsExactly("unheld");
		assertThat(this.registry).hasRun(FinalizerCause.EXIT, 1).hasRun(FinalizerCause.COLLECTED, 0);
		assertThat(this.registry.statistics().finished(FinalizerCause.ABANDONED)).isEqualTo(1);
	}

	private WeakReference<Object> registerUnheld() {
		Object unheld = new Object();
		this.registry.register(unheld, "unheld", this.ran::add);
		this.registry.register(unheld, "not at exit", this.ran::add).setAtExit(false);
		return new WeakReference<>(unheld);
	}

	@Test
	@DisplayName("C29 one that registers itself for ever ends with the time for the exit, and the older ones have run")
	void closeWhenActionRegistersItselfForEverShouldEnd() {
		DrivenFinalizerRegistry bounded = DrivenFinalizerRegistry
			.create((builder) -> builder.exitTimeout(Duration.ofMillis(200)).actionTimeout(Duration.ofMillis(200)));
		bounded.register(this.referent, "older", this.ran::add);
		registerForEver(bounded);
		bounded.close();
		assertThat(this.ran).containsExactly("older");
		assertThat(bounded.statistics().finished(FinalizerCause.UNREACHED)).isEqualTo(1);
	}

	private void registerForEver(FinalizerRegistry bounded) {
		bounded.register(this.referent, () -> registerForEver(bounded));
	}

	@Test
	@DisplayName("C36 an action that closes the registry does not wait for itself, after a collection or at exit")
	void closeWhenCalledByActionShouldReturn() {
		this.registry.register(this.referent, "older", this.ran::add);
		this.registry.register(this.ran, this.registry::close);
		this.registry.register(this.referent, this.registry::close);
		assertThat(this.registry.collect(this.referent)).isEqualTo(1);
		assertThat(this.ran).containsExactly("older");
		assertThat(this.registry).hasNoLive().hasRun(FinalizerCause.EXIT, 2).hasNoFailures();
	}

	@Test
	@DisplayName("C35 it never has a thread, and settings are those of its builder")
	void registryShouldHaveNoThread() {
		List<Thread> made = new ArrayList<>();
		try (DrivenFinalizerRegistry configured = DrivenFinalizerRegistry
			.create((builder) -> builder.name("uploads", false).threadFactory((task) -> {
				Thread thread = new Thread(task);
				made.add(thread);
				return thread;
			}))) {
			assertThat(configured.named("uploads").register(this.referent, () -> {
			}).isAtExit()).isFalse();
			configured.register(this.referent, "collected", this.ran::add);
			configured.collect(this.referent);
			configured.register(this.referent, "at exit", this.ran::add);
		}
		assertThat(this.ran).containsExactly("collected", "at exit");
		assertThat(made).isNotEmpty().allMatch((thread) -> thread.getState() == Thread.State.NEW);
	}

}
