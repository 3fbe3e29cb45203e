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

/**
 * Waits whatever interrupts the thread, and keeps the interrupt for later.
 */
final class Waiting {

	private Waiting() {
	}

	/**
	 * Wait. An interrupt begins the wait anew, so it is for waits that are short, or
	 * repeated with what is left.
	 */
	static void uninterruptibly(Wait wait) {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					wait.run();
					return;
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/**
	 * Something that waits.
	 */
	@FunctionalInterface
	interface Wait {

		void run() throws InterruptedException;

	}

}
