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

package io.github.finalizers.engine.soak;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;

/**
 * Compares what a registry counts with what is known from outside.
 */
final class Audit {

	private static final long PATIENCE = 20_000_000_000L;

	private final Arena arena;

	private FinalizerStatistics statistics;

	/**
	 * Actions that were claimed and not run.
	 */
	private long untouched;

	private long lost;

	private long stacksCutShort;

	private long emptyStacks;

	Audit(Arena arena) {
		this.arena = arena;
		this.statistics = arena.registry.statistics();
	}

	/**
	 * While nobody but the registry itself does anything: live + dead = registered.
	 */
	void checkSums() {
		if (!becomes(this::sumsAgree)) {
			this.arena.findings.wrong(
					"live + dead is not what was registered: " + this.arena.registered + " against " + this.statistics);
		}
	}

	/**
	 * After the close: each registration is accounted for by exactly one cause. Actions
	 * that were left behind may take a moment until they have noted their run.
	 */
	void settle() {
		if (becomes(() -> this.statistics.live() == 0 && sumsAgree() && accountsAgree())) {
			return;
		}
		if (this.lost > 0) {
			this.arena.findings
				.lost(this.lost + " finalizers, or pushed actions of a stack, of one registry: " + told());
		}
		else {
			this.arena.findings.wrong("accounts: " + told());
		}
	}

	private boolean sumsAgree() {
		return this.statistics.live() + this.statistics.dead() == this.arena.registered.sum();
	}

	private boolean accountsAgree() {
		look();
		long ran = finished(FinalizerCause.COLLECTED) + finished(FinalizerCause.EXIT);
		long ended = finished(FinalizerCause.ABANDONED) + finished(FinalizerCause.UNREACHED);
		long empty = ran - this.arena.ranByRegistry.sum();
		this.lost += Math.max(0, this.stacksCutShort - this.arena.mischief.stacksCutShort());
		return this.lost == 0 && finished(FinalizerCause.CALLED) == this.arena.ranByCall.sum()
				&& finished(FinalizerCause.DETACHED) == this.arena.detached.sum()
				&& (!this.arena.runsAll || finished(FinalizerCause.UNREACHED) == 0) && empty >= 0
				&& empty <= this.emptyStacks && empty + ended == this.untouched;
	}

	/**
	 * Look what has become of each number.
	 */
	private void look() {
		Ledger ledger = this.arena.ledger;
		this.untouched = 0;
		this.lost = 0;
		this.emptyStacks = 0;
		this.stacksCutShort = 0;
		boolean stackRan = false;
		boolean emptyStack = false;
		for (int number = 0; number < ledger.size(); number++) {
			byte fate = ledger.fate(number);
			if (ledger.is(number, Ledger.PUSHED)) {
				boolean cut = fate == Ledger.PROMISED && stackRan;
				this.stacksCutShort += cut ? 1 : 0;
				stackRan &= !cut;
				this.emptyStacks -= (fate != Ledger.REFUSED && emptyStack) ? 1 : 0;
				emptyStack &= fate == Ledger.REFUSED;
				continue;
			}
			stackRan = fate == Ledger.RAN;
			emptyStack = fate == Ledger.PROMISED && ledger.is(number, Ledger.STACK);
			this.emptyStacks += emptyStack ? 1 : 0;
			if (fate == Ledger.PROMISED) {
				this.untouched++;
				boolean mayBe = emptyStack || ledger.is(number, Ledger.MAY_BE_ABANDONED) || !this.arena.runsAll;
				this.lost += mayBe ? 0 : 1;
			}
		}
	}

	private long finished(FinalizerCause cause) {
		return this.statistics.finished(cause);
	}

	private boolean becomes(BooleanSupplier expected) {
		long begun = System.nanoTime();
		while (!expected.getAsBoolean()) {
			if (System.nanoTime() - begun > PATIENCE) {
				return false;
			}
			LockSupport.parkNanos(1_000_000);
			this.statistics = this.arena.registry.statistics();
		}
		return true;
	}

	private String told() {
		return "registered " + this.arena.registered + ", ran by call " + this.arena.ranByCall + ", by the registry "
				+ this.arena.ranByRegistry + ", detached " + this.arena.detached + ", untouched " + this.untouched
				+ ", empty stacks " + this.emptyStacks + ", stacks cut short " + this.stacksCutShort + ", runs all "
				+ this.arena.runsAll + ", " + this.statistics;
	}

}
