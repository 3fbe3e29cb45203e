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

/**
 * What is pushed on one stack: it has to run newest first, without a gap, and to its end.
 */
final class Pile {

	private static final int NONE = -1;

	private final Arena arena;

	private final int number;

	private volatile int last = NONE;

	Pile(Arena arena, int number) {
		this.arena = arena;
		this.number = number;
	}

	/**
	 * Run what was pushed as number so many, from 0.
	 */
	void run(int pushed) throws Exception {
		if (this.last == NONE) {
			this.arena.ran(this.number);
		}
		else if (pushed != this.last - 1) {
			this.arena.findings.wrong("order of a stack: " + pushed + " ran after " + this.last);
		}
		this.last = pushed;
		int own = this.number + 1 + pushed;
		this.arena.ranPushed(own);
		this.arena.mischief.inAction(own, false, this.arena::registerGarbage);
	}

}
