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

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What registration refuses, with messages that name the culprit and the cure.
 */
final class Checks {

	private static final int MAX_NAME = 64;

	/**
	 * More than there is anywhere, and little enough to add up.
	 */
	private static final long MOST_BYTES = 1L << 46;

	/**
	 * What the JDK documents as value-based, and does not mark in every release.
	 */
	private static final Set<Class<?>> UNMARKED = Set.of(Map.of().getClass(), Map.of(1, 1).getClass());

	/**
	 * Whether a class is value-based, by the JDK's own mark on it or on what it extends.
	 * The mark is not exported.
	 */
	private static final ClassValue<Boolean> VALUE_BASED = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			if (type.getModule() != Object.class.getModule()) {
				return false;
			}
			boolean found = UNMARKED.contains(type);
			for (Class<?> marked = type; marked != null && !found; marked = marked.getSuperclass()) {
				found = isMarked(marked);
			}
			return found;
		}

		private boolean isMarked(Class<?> type) {
			for (Annotation annotation : type.getAnnotations()) {
				if (annotation.annotationType().getName().equals("jdk.internal.ValueBased")) {
					return true;
				}
			}
			return false;
		}

	};

	private Checks() {
	}

	static void referent(Object referent, Object action, @Nullable Object state) {
		Objects.requireNonNull(referent, "referent");
		Objects.requireNonNull(action, "action");
		refuseValueBased(referent);
		refuseSelf(referent, action, state);
	}

	static void refuseValueBased(Object referent) {
		if (VALUE_BASED.get(referent.getClass())) {
			throw new IllegalArgumentException("A " + referent.getClass().getTypeName()
					+ " is value-based: it has no identity of its own, so its collection says nothing"
					+ "; register the object that owns it instead");
		}
	}

	static void refuseSelf(@Nullable Object referent, Object action, @Nullable Object state) {
		if (referent != null && (action == referent || state == referent)) {
			throw new IllegalArgumentException("The " + ((action == referent) ? "action" : "state")
					+ " is the referent itself (" + referent.getClass().getTypeName()
					+ "), which would never be collected; pass the resource that is to be released, not its owner");
		}
	}

	static IllegalStateException closed(Object referent) {
		return new IllegalStateException("The registry has closed, so nothing was registered for the "
				+ referent.getClass().getTypeName() + "; release its resource yourself, or register before the close");
	}

	static long bytes(long bytes) {
		if (bytes < 0 || bytes > MOST_BYTES) {
			throw new IllegalArgumentException("The size must be 0 to 2^46 bytes, not " + bytes);
		}
		return bytes;
	}

	static String name(String name) {
		Objects.requireNonNull(name, "name");
		if (!isName(name)) {
			throw new IllegalArgumentException("The name \"" + escape(name) + "\" is not 1 to " + MAX_NAME
					+ " of A-Z, a-z, 0-9, '.', '_' and '-', beginning with a letter");
		}
		if (name.equals(Accounts.OTHER)) {
			throw new IllegalArgumentException("The name \"" + Accounts.OTHER
					+ "\" is reserved for names past the first " + Accounts.LIMIT + "; choose another one");
		}
		return name;
	}

	private static boolean isName(String name) {
		if (name.isEmpty() || name.length() > MAX_NAME || !isLetter(name.charAt(0))) {
			return false;
		}
		return name.chars().allMatch((c) -> isLetter(c) || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-');
	}

	private static boolean isLetter(int c) {
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	}

	static String escape(String name) {
		StringBuilder escaped = new StringBuilder();
		for (char c : name.substring(0, Math.min(name.length(), MAX_NAME)).toCharArray()) {
			if (c < ' ' || c > '~' || c == '"' || c == '\\') {
				escaped.append(String.format("\\u%04x", (int) c));
			}
			else {
				escaped.append(c);
			}
		}
		return escaped.append((name.length() > MAX_NAME) ? "…" : "").toString();
	}

}
