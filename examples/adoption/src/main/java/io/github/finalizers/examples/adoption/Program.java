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

package io.github.finalizers.examples.adoption;

import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.examples.adoption.javacpp.JavacppAfter;
import io.github.finalizers.examples.adoption.javacpp.JavacppBefore;
import io.github.finalizers.examples.adoption.jna.JnaAfter;
import io.github.finalizers.examples.adoption.jna.JnaBefore;

/**
 * Closes one handle, keeps one until the end, and forgets three: one first, one that
 * cannot be cleaned up, and one after that.
 */
public final class Program {

	private static final long LIMIT_MILLIS = 20_000;

	private static @Nullable AutoCloseable kept;

	private Program() {
	}

	public static void main(String[] args) throws Exception {
		try (Handles handles = handles(args[0])) {
			use(handles);
		}
	}

	private static Handles handles(String which) {
		return switch (which) {
			case "jna-before" -> new JnaBefore();
			case "jna-after" -> new JnaAfter();
			case "javacpp-before" -> new JavacppBefore();
			case "javacpp-after" -> new JavacppAfter();
			default -> throw new IllegalArgumentException(which);
		};
	}

	private static void use(Handles handles) throws Exception {
		handles.open().close();
		kept = handles.open();
		forget(handles);
		await(() -> handles.live() == 1);
		System.out.printf("  one closed, one forgotten, one kept: %d live%n", handles.live());
		handles.openBroken();
		await(handles::hasFailed);
		System.out.printf("  one failed: whoever cleans up is %s%n", handles.isWorking() ? "alive" : "dead");
		WeakReference<?> forgotten = forget(handles);
		await(() -> forgotten.refersTo(null) && (handles.live() == 1 || !handles.isWorking()));
		System.out.printf("  one more forgotten: %d live%n", handles.live());
	}

	private static WeakReference<?> forget(Handles handles) {
		return new WeakReference<>(handles.open()); // the line that forgets
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - deadline > 0) {
				throw new IllegalStateException("Not within " + LIMIT_MILLIS + " ms");
			}
			System.gc();
			Thread.sleep(10);
		}
	}

}
