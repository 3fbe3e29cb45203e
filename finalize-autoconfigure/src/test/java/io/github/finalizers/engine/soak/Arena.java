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

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * A registry, what is known of its finalizers from outside, and some of their referents.
 */
final class Arena {

	static final int KEPT = 512;

	private static final ThreadLocal<Boolean> CALLING = ThreadLocal.withInitial(() -> false);

	final Findings findings;

	final Mischief mischief;

	final boolean runsAll;

	final ManagedRegistry registry;

	final Ledger ledger;

	final MeterUsers meterUsers;

	final AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(KEPT);

	/**
	 * Read by whoever plays with the registry, written by whoever settles the accounts.
	 */
	final ReadWriteLock inUse = new ReentrantReadWriteLock();

	final LongAdder registered = new LongAdder();

	final LongAdder ranByCall = new LongAdder();

	final LongAdder ranByRegistry = new LongAdder();

	final LongAdder detached = new LongAdder();

	private final FinalizerRegistry[] views;

	/**
	 * Open a registry, one in twenty with an exit that cannot run all.
	 */
	Arena(Findings findings, SplittableRandom random) {
		this.findings = findings;
		this.mischief = new Mischief(random.nextLong(), findings);
		this.meterUsers = new MeterUsers(findings);
		this.ledger = new Ledger(1 << random.nextInt(8, 19));
		int kind = findings.opened.getAndIncrement() % 40;
		this.runsAll = kind > 1;
		this.registry = FinalizerRegistryBuilder.create()
			.exitEnabled(kind != 0)
			.exitTimeout((kind == 1) ? Duration.ofMillis(1) : Duration.ofSeconds(60))
			.actionTimeout((kind == 1) ? Duration.ofMillis(1) : Duration.ofMillis(500))
			.stallThreshold(Duration.ofMillis(50))
			.threadFactory(this.mischief::newThread)
			.listener(this.mischief)
			.log(this.mischief::log)
			.build();
		this.views = new FinalizerRegistry[] { this.registry, this.registry.named("one"), this.registry.named("two") };
	}

	FinalizerRegistry view(int number) {
		return this.views[number % this.views.length];
	}

	/**
	 * Call a finalizer, whatever it throws.
	 */
	void call(Finalizer<?> finalizer) {
		CALLING.set(true);
		try {
			finalizer.call();
		}
		catch (Throwable ex) {
			// As if it were not injected.
		}
		finally {
			CALLING.set(false);
		}
	}

	void ran(int number) {
		(CALLING.get() ? this.ranByCall : this.ranByRegistry).increment();
		ranPushed(number);
	}

	void ranPushed(int number) {
		if (!this.ledger.end(number, Ledger.RAN)) {
			this.findings.twice("number " + number + " ran, whose fate was " + this.ledger.fate(number));
		}
	}

	/**
	 * Register one whose referent nobody keeps, inside an action.
	 */
	void registerGarbage() {
		int number = this.ledger.allot(1);
		if (number >= 0) {
			this.ledger.promise(number, 0);
			succeeded(number, () -> view(number).register(new Object(), new Cell(this, number, null), Cell::call));
		}
	}

	/**
	 * Register, or note that this was refused.
	 * @return whether it succeeded
	 */
	boolean succeeded(int number, Runnable registration) {
		try {
			registration.run();
			this.registered.increment();
			return true;
		}
		catch (IllegalStateException ex) {
			refused(number);
			return false;
		}
	}

	void refused(int number) {
		if (!this.ledger.end(number, Ledger.REFUSED)) {
			this.findings.wrong("number " + number + " was refused, and its fate was " + this.ledger.fate(number));
		}
	}

	/**
	 * Sweep maybe, close, and settle the accounts.
	 */
	void finish(boolean sweep) {
		if (sweep) {
			this.registry.sweep();
		}
		this.registry.close();
		this.meterUsers.finish();
		this.mischief.end();
		this.inUse.writeLock().lock();
		try {
			new Audit(this).settle();
			this.meterUsers.checkNoneIsLeft();
			this.findings.closed(this.registry.statistics());
		}
		finally {
			this.inUse.writeLock().unlock();
		}
	}

	/**
	 * A finalizer that any thread may play with.
	 *
	 * @param referent kept reachable
	 * @param finalizer its finalizer
	 * @param cell its action, {@code null} for a stack
	 * @param number its number
	 */
	record Kept(Object referent, Finalizer<?> finalizer, Cell cell, int number) {

	}

}
