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

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.soak.Arena.Kept;

/**
 * Does at random whatever can be done with a registry and its finalizers, those of other
 * players too.
 */
final class Player {

	private static final int TURNS = 256;

	private static final int MOST_LIVE = 30_000;

	private static final int MOST_PUSHED = 4;

	private final SplittableRandom random;

	private final Findings findings;

	private Arena arena;

	Player(SplittableRandom random, Findings findings) {
		this.random = random;
		this.findings = findings;
	}

	/**
	 * Play for a while.
	 * @return {@code false} if the registry is closed, full, or has lived long enough
	 */
	boolean play(Arena arena) {
		this.arena = arena;
		try {
			return play();
		}
		finally {
			this.arena = null;
		}
	}

	private boolean play() {
		boolean roomy = this.arena.registry.liveCount() < MOST_LIVE;
		boolean goOn = true;
		for (int turn = 0; turn < TURNS && goOn; turn++) {
			int dice = this.random.nextInt(100);
			if (dice < 45 && roomy) {
				goOn = register(dice);
			}
			else if (dice < 50 && roomy) {
				goOn = newStack();
			}
			else if (dice == 50) {
				this.arena.meterUsers.add(this.random.nextInt(4) > 0);
			}
			else {
				touch(dice);
			}
		}
		this.findings.operations.add(TURNS);
		this.arena.registry.statistics();
		return goOn && this.random.nextInt(500) > 0;
	}

	private boolean register(int dice) {
		int number = this.arena.ledger.allot(1);
		if (number < 0) {
			return false;
		}
		boolean flag = dice < 3;
		this.arena.ledger.promise(number, flag ? Ledger.MAY_BE_ABANDONED : 0);
		Closeable resource = (dice == 4 && this.arena.runsAll) ? Cell.open() : null;
		Cell cell = new Cell(this.arena, number, resource);
		Object referent = new byte[this.random.nextInt(16, 512)];
		Finalizer<?>[] finalizer = new Finalizer<?>[1];
		if (!this.arena.succeeded(number, () -> finalizer[0] = register(referent, cell))) {
			release(cell);
			return false;
		}
		if (flag) {
			finalizer[0].setAtExit(false);
			finalizer[0].setAtExit(dice == 0);
		}
		follow(new Kept(referent, finalizer[0], cell, number), dice);
		return true;
	}

	private Finalizer<?> register(Object referent, Cell cell) {
		FinalizerRegistry view = this.arena.view(cell.number);
		return switch (cell.number % 4) {
			case 0 -> view.register(referent, cell);
			case 1 -> view.registerCallable(referent, cell);
			case 2 -> view.registerCallable(referent, cell, Cell::call);
			default -> view.register(referent, cell, Cell::call);
		};
	}

	/**
	 * Call, detach, keep or drop the new one.
	 */
	private void follow(Kept kept, int dice) {
		switch (dice % 8) {
			case 0 -> this.arena.call(kept.finalizer());
			case 1 -> detach(kept);
			case 2, 3, 4 -> this.arena.kept.set(this.random.nextInt(Arena.KEPT), kept);
			default -> {
			}
		}
	}

	private boolean newStack() {
		int number = this.arena.ledger.allot(1 + MOST_PUSHED);
		if (number < 0) {
			return false;
		}
		this.arena.ledger.promise(number, Ledger.STACK);
		for (int i = 0; i < MOST_PUSHED; i++) {
			this.arena.ledger.promise(number + 1 + i, Ledger.PUSHED);
		}
		Object referent = new byte[this.random.nextInt(16, 512)];
		FinalizerStack[] stack = new FinalizerStack[1];
		boolean registered = this.arena.succeeded(number, () -> stack[0] = this.arena.view(number).newStack(referent));
		int pushed = registered ? push(stack[0], number) : 0;
		for (int i = pushed; i < MOST_PUSHED; i++) {
			this.arena.refused(number + 1 + i);
		}
		if (registered) {
			follow(new Kept(referent, stack[0], null, number), this.random.nextInt(100));
		}
		return registered;
	}

	/**
	 * Push some.
	 * @return how many were taken
	 */
	private int push(FinalizerStack stack, int number) {
		Pile pile = new Pile(this.arena, number);
		int wanted = this.random.nextInt(1, MOST_PUSHED + 1);
		for (int i = 0; i < wanted; i++) {
			int pushed = i;
			try {
				stack.push(pile, (state) -> state.run(pushed));
			}
			catch (IllegalStateException ex) {
				return i;
			}
		}
		return wanted;
	}

	/**
	 * Do something with one that is kept, while others may do so, too.
	 */
	private void touch(int dice) {
		int place = this.random.nextInt(Arena.KEPT);
		Kept kept = this.arena.kept.get(place);
		if (kept == null) {
			return;
		}
		switch (dice % 8) {
			case 0, 1 -> this.arena.call(kept.finalizer());
			case 2 -> detach(kept);
			case 3 -> kept.finalizer().peek();
			case 4 -> kept.finalizer().isAlive();
			default -> this.arena.kept.set(place, null);
		}
	}

	private void detach(Kept kept) {
		if (kept.finalizer().detach().isPresent()) {
			this.arena.detached.increment();
			if (!this.arena.ledger.end(kept.number(), Ledger.DETACHED)) {
				this.findings.twice("detached, but its fate was " + this.arena.ledger.fate(kept.number()));
			}
			if (kept.cell() != null) {
				release(kept.cell());
			}
		}
	}

	private static void release(Cell cell) {
		try {
			cell.release();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
