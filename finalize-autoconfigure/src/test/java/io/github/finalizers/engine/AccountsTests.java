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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.FinalizerRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Accounts} and {@link Account}.
 */
class AccountsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final Object referent = new Object();

	private final Core core = Stores.core();

	@Test
	@DisplayName("C46 100 names beside the default one are counted apart, configured ones among them; the rest is other")
	void namedWhenFullShouldGiveOther() {
		Accounts accounts = new Accounts(this.core, Map.of("a", true, "b", false));
		for (int i = 0; i < 98; i++) {
			assertThat(accounts.named("n" + i).name).isEqualTo("n" + i);
		}
		Account other = accounts.named("late");
		assertThat(other.name).isEqualTo("other");
		assertThat(accounts.named("later")).isSameAs(other);
		assertThat(accounts.named("n97").name).isEqualTo("n97");
		assertThat(accounts.named("a").name).isEqualTo("a");
		assertThat(accounts.all()).hasSize(102);
	}

	@Test
	@DisplayName("C46 each name is told once, other included, to those who ask before and after")
	void forEachNameShouldTellEachOnce() {
		Accounts accounts = new Accounts(this.core, Map.of());
		List<String> told = new ArrayList<>();
		accounts.forEachName(told::add);
		for (int i = 0; i < 102; i++) {
			accounts.named("n" + i);
		}
		assertThat(told).hasSize(102).doesNotHaveDuplicates().startsWith("default", "n0").endsWith("n99", "other");
		List<String> late = new ArrayList<>();
		accounts.forEachName(late::add);
		assertThat(late).containsExactlyInAnyOrderElementsOf(told);
	}

	@Test
	@DisplayName("C46 the first name that finds no place is warned of, once")
	void namedWhenFullShouldWarnOnce() {
		FinalizerRegistry registry = this.registries.open();
		for (int i = 0; i < 100; i++) {
			registry.named("n" + i);
		}
		assertThat(this.registries.log.alarms()).isEmpty();
		registry.named("late");
		registry.named("later");
		assertThat(this.registries.log.alarms()).singleElement()
			.satisfies((line) -> assertThat(line.message()).startsWith("More than 100 names: \"late\" and"));
	}

	@Test
	@DisplayName("C11 the flag of a name is found as it is written, or else loosely; it is true by default")
	void atExitShouldFindConfiguredNames() {
		assertThat(new Accounts(this.core, Map.of()).atExit("a")).isTrue();
		Accounts accounts = new Accounts(this.core, Map.of("fileChannels", false, "a.b", true, "open", true));
		assertThat(accounts.atExit("fileChannels")).isFalse();
		assertThat(accounts.atExit("file-channels")).isFalse();
		assertThat(accounts.atExit("a.b")).isTrue();
		assertThat(accounts.atExit("x")).isTrue();
	}

	@Test
	@DisplayName("C35 once sealed, no name takes anything in, old or new, and nobody is told of new ones")
	void sealShouldRefuseUnderAnyName() {
		Accounts accounts = new Accounts(this.core, Map.of());
		List<String> told = new ArrayList<>();
		accounts.forEachName(told::add);
		Account old = accounts.named("old");
		assertThat(add(old)).isTrue();
		accounts.seal();
		accounts.forEachName(told::add);
		told.clear();
		assertThat(add(old)).isFalse();
		assertThat(add(accounts.named("new"))).isFalse();
		assertThat(told).isEmpty();
		assertThat(old.live()).isEqualTo(1);
		assertThat(old.stripe()).isSameAs(old.stripe());
	}

	@Test
	@DisplayName("C35 looking for a live one ends with the first that matches")
	void anyLiveShouldStopAtTheFirst() {
		Account account = Stores.account();
		for (int i = 0; i < 3000; i++) {
			add(account);
		}
		List<Handle<?>> asked = new ArrayList<>();
		assertThat(account.anyLive((handle) -> !asked.add(handle))).isFalse();
		assertThat(asked).hasSize(3000);
		asked.clear();
		assertThat(account.anyLive(asked::add)).isTrue();
		assertThat(asked).hasSize(1);
	}

	private boolean add(Account account) {
		return account.stripe().add(Stores.handle(this.referent, account.stripe()));
	}

}
