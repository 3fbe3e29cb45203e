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

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;

/**
 * The place in the application's code from which this thread has come: the nearest frame
 * that is neither ours nor the JDK's.
 */
final class Caller {

	private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

	private static final String OURS = "io.github.finalizers";

	private Caller() {
	}

	static String find() {
		return STACK.walk((frames) -> frames.filter(Caller::isOfTheApplication).findFirst())
			.map(StackFrame::toString)
			.orElse("an unknown place");
	}

	private static boolean isOfTheApplication(StackFrame frame) {
		Class<?> type = frame.getDeclaringClass();
		ClassLoader loader = type.getClassLoader();
		return loader != null && loader != ClassLoader.getPlatformClassLoader() && !isOurs(type);
	}

	/**
	 * Whether it is a class of this library, and not one of a test beside it.
	 */
	private static boolean isOurs(Class<?> type) {
		return type.getName().startsWith(OURS) && type.getProtectionDomain() == Caller.class.getProtectionDomain();
	}

}
