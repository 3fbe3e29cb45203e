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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The names and their accounts: {@code default}, {@code other}, and up to {@link #LIMIT}
 * more, among which the configured ones have their place from the start. However many
 * names come, memory is bounded: the rest is counted as {@code other}.
 * <p>
 * {@code byName} is written under this object's monitor and read without it; the other
 * fields are guarded by the monitor. Consumers of names are called outside of it, so two
 * that come together may be handed over in any order.
 */
final class Accounts {

	static final String DEFAULT = "default";

	static final String OTHER = "other";

	static final int LIMIT = 100;

	private final Core core;

	private final ByName<Boolean> atExit;

	private final Map<String, Account> byName = new ConcurrentHashMap<>();

	private final int room;

	private int unconfigured;

	private final List<Consumer<String>> consumers = new ArrayList<>();

	private boolean sealed;

	private boolean warned;

	Accounts(Core core, Map<String, Boolean> configured) {
		this.core = core;
		this.atExit = new ByName<>(configured, true);
		add(DEFAULT);
		configured.keySet().forEach(this::add);
		core.leakSettings.mustBeCalled().names().forEach(this::addIfAbsent);
		core.limitSettings.limits().names().forEach(this::addIfAbsent);
		this.room = Math.max(0, LIMIT + 1 - this.byName.size());
	}

	Account named(String name) {
		Account account = this.byName.get(Checks.name(name));
		return (account != null) ? account : newAccount(name);
	}

	private Account newAccount(String name) {
		boolean warn;
		Account account;
		String added;
		List<Consumer<String>> told;
		synchronized (this) {
			Account present = this.byName.get(name);
			if (present != null) {
				return present;
			}
			boolean full = this.unconfigured >= this.room;
			added = full ? OTHER : name;
			present = this.byName.get(added);
			account = (present != null) ? present : add(added);
			told = (present != null) ? List.of() : List.copyOf(this.consumers);
			this.unconfigured += full ? 0 : 1;
			warn = full && !this.warned;
			this.warned |= full;
		}
		if (warn) {
			this.core.log(System.Logger.Level.WARNING,
					"More than " + LIMIT + " names: \"" + name + "\" and every further one is counted as \"" + OTHER
							+ "\"" + "; use a name for a kind of resource, not for each resource",
					null);
		}
		told.forEach((consumer) -> this.core.tellName(consumer, added));
		return account;
	}

	private void addIfAbsent(String name) {
		if (!this.byName.containsKey(name)) {
			add(name);
		}
	}

	private Account add(String name) {
		Account account = new Account(this.core, name);
		if (this.sealed) {
			account.seal();
		}
		this.byName.put(name, account);
		return account;
	}

	/**
	 * What the finalizers of a name start with as their flag, counted apart or not.
	 */
	boolean atExit(String name) {
		return this.atExit.of(name);
	}

	void forEachName(Consumer<String> consumer) {
		List<String> names;
		synchronized (this) {
			names = List.copyOf(this.byName.keySet());
			if (!this.sealed) {
				this.consumers.add(consumer);
			}
		}
		names.forEach((name) -> this.core.tellName(consumer, name));
	}

	/**
	 * Let nobody wait for room any more.
	 */
	void endWaiting() {
		this.byName.values().forEach((account) -> {
			if (account.limit != null) {
				account.limit.quota.endWaiting();
			}
		});
	}

	Collection<Account> all() {
		return this.byName.values();
	}

	/**
	 * Refuse registrations from now on, under any name, and drop the consumers.
	 */
	void seal() {
		List<Account> accounts;
		synchronized (this) {
			this.sealed = true;
			this.consumers.clear();
			accounts = List.copyOf(this.byName.values());
		}
		accounts.forEach(Account::seal);
	}

}
