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

import io.github.finalizers.engine.CaptureShapesOfActions.Owner;

/**
 * Classes of actions, as applications write them.
 */
final class CaptureSamples {

	private CaptureSamples() {
	}

	static class Holder implements Runnable {

		final Object held;

		Holder(Object held) {
			this.held = held;
		}

		@Override
		public void run() {
		}

	}

	static final class HolderToo extends Holder {

		HolderToo(Object held) {
			super(held);
		}

	}

	record Held(Object held) implements Runnable {

		@Override
		public void run() {
		}

	}

	record Both(Runnable first, Runnable second) implements Runnable {

		@Override
		public void run() {
			this.first.run();
			this.second.run();
		}

	}

	abstract static class FunctionBase {

		final int arity = 0;

	}

	static final class FunctionObject extends FunctionBase implements Runnable {

		final Owner this$0;

		FunctionObject(Owner owner) {
			this.this$0 = owner;
		}

		@Override
		public void run() {
			this.this$0.close();
		}

	}

	static final class WeakAndStrong extends WeakReference<Object> {

		final Object strong;

		WeakAndStrong(Object referent) {
			super(referent);
			this.strong = referent;
		}

	}

	enum Singleton implements Runnable {

		INSTANCE;

		@Override
		public void run() {
		}

	}

	static final class Node implements Runnable {

		Node next;

		Owner owner;

		Node(Node... next) {
			this.next = (next.length > 0) ? next[0] : null;
		}

		@Override
		public void run() {
		}

	}

}
