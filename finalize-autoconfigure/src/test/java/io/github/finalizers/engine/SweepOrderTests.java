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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the sweep, and what it keeps, while others come, go and change places.
 */
class SweepOrderTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final List<String> ran = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@ValueSource(ints = { 999, 1000, 1001, 3000 })
	@DisplayName("C29 those that come and are called during the sweep do not count as run: newest first goes on")
	void closeWhenActionUsesTemporariesShouldKeepNewestFirst(int temporaries) {
		ManagedRegistry registry = this.registries.openPlain();
		register(registry, "A");
		registry.register(this.registries.referent(), () -> {
			this.ran.add("B");
			register(registry, "Y");
		});
		registry.register(this.registries.referent(), () -> {
			this.ran.add("C");
			Object referent = this.registries.referent();
			for (int i = 0; i < temporaries; i++) {
				registry.register(referent, SweepOrderTests::nothing).clean();
			}
		});
		registry.close();
		assertThat(this.ran).containsExactly("C", "B", "Y", "A");
	}

	@Test
	@DisplayName("C29 after 1000 that were created during the sweep and have run, the older ones go first")
	void closeWhenThousandNewcomersRanShouldTakeOlder() {
		ManagedRegistry registry = this.registries.openPlain();
		register(registry, "oldest");
		registry.register(this.registries.referent(), () -> {
			for (int i = 0; i < 1100; i++) {
				register(registry, Integer.toString(i));
			}
		});
		registry.close();
		assertThat(this.ran).hasSize(1101);
		assertThat(this.ran.indexOf("oldest")).isEqualTo(1000);
		assertThat(this.ran.get(0)).isEqualTo("1099");
		assertThat(this.ran.get(1100)).isEqualTo("0");
	}

	@Test
	@DisplayName("C45 what comes, is called and is dropped during a sweep is not kept until its end")
	void sweepWhenTemporariesDieShouldNotKeepThem() {
		ManagedRegistry registry = this.registries
			.openPlain((builder) -> builder.actionTimeout(Duration.ofSeconds(20)).exitTimeout(Duration.ofSeconds(30)));
		List<WeakReference<Finalizer<Void>>> temporaries = new ArrayList<>();
		registry.register(this.registries.referent(), () -> {
			Object referent = this.registries.referent();
			for (int i = 0; i < 20_000; i++) {
				Finalizer<Void> temporary = registry.register(referent, SweepOrderTests::nothing);
				temporary.clean();
				temporaries.add(new WeakReference<>(temporary));
			}
			Collector.collectUntil(() -> kept(temporaries) < 5000);
			this.ran.add("collected");
		});
		registry.close();
		assertThat(this.ran).containsExactly("collected");
	}

	@Test
	@DisplayName("C28 one whose flag is set again and again has one turn, and one place")
	void nextWhenOfferedAgainShouldHandOutOnce() {
		ManagedRegistry registry = this.registries.openPlain();
		Handle<?> older = (Handle<?>) register(registry, "older");
		Handle<?> newer = (Handle<?>) register(registry, "newer");
		Agenda agenda = new Agenda(newer.ticket());
		for (int i = 0; i < 10_000; i++) {
			agenda.offer(older);
			agenda.offer(newer);
		}
		assertThat(agenda.next()).isSameAs(newer);
		assertThat(agenda.next()).isSameAs(older);
		assertThat(agenda.next()).isNull();
	}

	@Test
	@DisplayName("C35 whatever is removed while the store is looked through, no one that stays live is missed")
	void anyLiveWhenOthersAreRemovedShouldSeeAllThatStay() {
		ManagedRegistry registry = this.registries.openPlain();
		List<Finalizer<Void>> all = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			all.add(registry.register(this.registries.referent(), SweepOrderTests::nothing));
		}
		Account account = ((Handle<?>) all.get(0)).stripe().account;
		Set<Finalizer<?>> seen = new HashSet<>();
		AtomicInteger next = new AtomicInteger();
		account.anyLive((handle) -> {
			seen.add(handle);
			if (seen.size() % 2 == 0) {
				all.get(next.getAndIncrement()).clean();
			}
			return false;
		});
		assertThat(next).hasValueGreaterThan(3000);
		assertThat(all).filteredOn(Finalizer::isAlive).hasSizeGreaterThan(3000).allMatch(seen::contains);
	}

	private Finalizer<Void> register(ManagedRegistry registry, String state) {
		return registry.register(this.registries.referent(), state, this.ran::add);
	}

	private static long kept(List<WeakReference<Finalizer<Void>>> references) {
		return references.stream().filter((reference) -> reference.get() != null).count();
	}

	private static void nothing() {
	}

}
