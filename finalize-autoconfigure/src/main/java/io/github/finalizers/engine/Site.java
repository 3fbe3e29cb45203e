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

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Where a finalizer was registered: the frame of the caller, or its stack, innermost
 * frame first. It holds names alone, no class, so that it pins no loader. Those that are
 * equal are shared, by {@link Sites}.
 */
record Site(List<StackTraceElement> frames) {

	private static final int MOST_FRAMES = 64;

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	/**
	 * What is between the caller and this class, beside the registries themselves.
	 */
	private static final Set<String> BETWEEN = Set.of(Site.class.getName(), Sites.class.getName(), Core.class.getName(),
			Captures.class.getName(), StackHandle.class.getName(), Finalizer.Binding.class.getName(),
			"io.github.finalizers.Rebinding");

	/**
	 * Look for whoever has called a registry. Wrappers of a registry that are registries
	 * themselves are passed over.
	 */
	static Site ofCaller(boolean wholeStack) {
		return ofCaller(wholeStack, (className) -> false);
	}

	/**
	 * Look for whoever has called those that call a registry for others; or for these, if
	 * there is nobody else.
	 */
	static Site ofCaller(boolean wholeStack, Predicate<String> wrapper) {
		List<StackTraceElement> frames = frames(wholeStack, wrapper);
		return new Site(frames.isEmpty() ? frames(wholeStack, (className) -> false) : frames);
	}

	private static List<StackTraceElement> frames(boolean wholeStack, Predicate<String> wrapper) {
		int most = wholeStack ? MOST_FRAMES : 1;
		return STACK
			.walk((frames) -> frames.dropWhile((frame) -> isBetween(frame) || wrapper.test(frame.getClassName()))
				.limit(most)
				.map(StackFrame::toStackTraceElement)
				.toList());
	}

	/**
	 * Its first frame, as in a stack trace.
	 */
	String text() {
		return this.frames.isEmpty() ? "an unknown place" : this.frames.get(0).toString();
	}

	private static boolean isBetween(StackFrame frame) {
		Class<?> type = frame.getDeclaringClass();
		return FinalizerRegistry.class.isAssignableFrom(type) || BETWEEN.contains(type.getName())
				|| type.getPackageName().equals("java.lang.invoke");
	}

}
