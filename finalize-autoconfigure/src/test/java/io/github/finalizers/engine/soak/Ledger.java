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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has become of each finalizer of one registry, and of each action that was pushed
 * on a stack: a byte by number, which changes once. The numbers of what was pushed follow
 * that of the stack.
 */
final class Ledger {

	static final byte PROMISED = 1;

	static final byte RAN = 2;

	static final byte DETACHED = 3;

	static final byte REFUSED = 4;

	/**
	 * A finalizer whose flag may be false.
	 */
	static final byte MAY_BE_ABANDONED = 1;

	static final byte STACK = 2;

	static final byte PUSHED = 4;

	private static final VarHandle FATES = MethodHandles.arrayElementVarHandle(byte[].class);

	private final byte[] fates;

	private final byte[] kinds;

	private final AtomicInteger next = new AtomicInteger();

	Ledger(int capacity) {
		this.fates = new byte[capacity];
		this.kinds = new byte[capacity];
	}

	/**
	 * Allot numbers in a row.
	 * @return the first, negative if there are no more
	 */
	int allot(int count) {
		int number = (this.next.get() < this.fates.length) ? this.next.getAndAdd(count) : this.fates.length;
		return (number + count <= this.fates.length) ? number : -1;
	}

	/**
	 * Expect that something becomes of one, before it can.
	 */
	void promise(int number, int kind) {
		this.kinds[number] = (byte) kind;
		FATES.setVolatile(this.fates, number, PROMISED);
	}

	/**
	 * Note what has become of one.
	 * @return {@code false} if something had before
	 */
	boolean end(int number, byte fate) {
		return FATES.compareAndSet(this.fates, number, PROMISED, fate);
	}

	byte fate(int number) {
		return (byte) FATES.getVolatile(this.fates, number);
	}

	boolean is(int number, byte kind) {
		return (this.kinds[number] & kind) != 0;
	}

	/**
	 * How many numbers there are to look at.
	 */
	int size() {
		return Math.min(this.next.get(), this.fates.length);
	}

}
