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

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerStack;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What one thread sees of another, with plain fields and nothing else between them. Shows
 * what is broken outright; the finer cases are for jcstress.
 */
class MemoryOrderTests {

	private static final int ROUNDS = 2_000;

	@RegisterExtension
	final Registries registries = new Registries();

	@Test
	@DisplayName("C20 what a thread did before register is seen by the action, on the worker")
	void registerWhenCollectedShouldHappenBeforeAction() {
		ManagedRegistry registry = this.registries.open();
		List<Cell> cells = new ArrayList<>();
		for (int i = 1; i <= ROUNDS; i++) {
			Cell cell = new Cell();
			cell.written = i;
			cells.add(cell);
			Collector.collect(registry.register(this.registries.referent(), cell, Cell::copy));
		}
		await().until(() -> registry.liveCount() == 0);
		await().until(() -> this.registries.events.causes().size() == ROUNDS);
		for (int i = 1; i <= ROUNDS; i++) {
			assertThat(cells.get(i - 1).seen).isEqualTo(i);
		}
	}

	@Test
	@DisplayName("C20 what a thread did before register, or push, is seen by the action at exit, and that by the closer")
	void registerWhenSweptShouldHappenBeforeActionAndThatBeforeClose() {
		ManagedRegistry registry = this.registries.open();
		List<Cell> cells = new ArrayList<>();
		for (int i = 1; i <= ROUNDS; i++) {
			Cell cell = new Cell();
			cell.written = i;
			cells.add(cell);
			if (i % 2 == 0) {
				registry.register(this.registries.referent(), cell, Cell::copy);
			}
			else {
				FinalizerStack stack = registry.newStack(this.registries.referent());
				stack.push(cell, Cell::copy);
			}
		}
		registry.close();
		for (int i = 1; i <= ROUNDS; i++) {
			assertThat(cells.get(i - 1).seen).isEqualTo(i);
		}
	}

	@Test
	@DisplayName("C20 what a thread did before register is seen by the action that another thread calls")
	void registerWhenCalledByOtherThreadShouldHappenBeforeAction() throws Exception {
		ManagedRegistry registry = this.registries.open();
		AtomicReference<Finalizer<Integer>> handedOver = new AtomicReference<>();
		Future<?> caller = this.registries.elsewhere(() -> {
			for (int i = 1; i <= ROUNDS; i++) {
				Finalizer<Integer> finalizer = null;
				while (finalizer == null) {
					finalizer = handedOver.getAndSet(null);
				}
				assertThat(called(finalizer)).isEqualTo(i);
			}
		});
		for (int i = 1; i <= ROUNDS; i++) {
			Cell cell = new Cell();
			cell.written = i;
			Finalizer<Integer> finalizer = registry.registerCallable(this.registries.referent(), cell,
					(state) -> state.written);
			while (!handedOver.compareAndSet(null, finalizer)) {
				Thread.onSpinWait();
			}
		}
		caller.get();
		assertThat(registry.deadCount()).isEqualTo(ROUNDS);
	}

	@Test
	@DisplayName("C20 what a thread did with a referent before a reachability fence is seen when collection runs the action")
	void fenceWhenCollectedShouldHappenBeforeAction() throws Exception {
		ManagedRegistry registry = this.registries.open();
		SynchronousQueue<Owner> owners = new SynchronousQueue<>();
		List<Cell> cells = new ArrayList<>();
		Future<?> user = this.registries.elsewhere(() -> {
			for (int i = 1; i <= 50; i++) {
				use(take(owners), i);
			}
		});
		for (int i = 1; i <= 50; i++) {
			Cell cell = new Cell();
			cells.add(cell);
			owners.put(owner(registry, cell));
		}
		user.get();
		Collector.collectUntil(() -> registry.liveCount() == 0);
		await().until(() -> this.registries.events.causes().size() == 50);
		for (int i = 1; i <= 50; i++) {
			assertThat(cells.get(i - 1).seen).isEqualTo(i);
		}
	}

	private static Owner owner(ManagedRegistry registry, Cell cell) {
		Owner owner = new Owner(cell);
		registry.register(owner, cell, Cell::copy);
		return owner;
	}

	private static void use(Owner owner, int value) {
		owner.cell.written = value;
		Reference.reachabilityFence(owner);
	}

	private static Owner take(SynchronousQueue<Owner> owners) {
		try {
			return owners.take();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Integer called(Finalizer<Integer> finalizer) {
		try {
			return finalizer.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static final class Cell {

		private int written;

		private int seen;

		private void copy() {
			this.seen = this.written;
		}

	}

	private record Owner(Cell cell) {

	}

}
