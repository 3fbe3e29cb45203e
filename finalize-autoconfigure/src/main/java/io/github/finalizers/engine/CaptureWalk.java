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
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * A walk from an action and its state that looks for the referent, the shortest way
 * first: through the fields of lambdas, records and all other objects, elements of
 * arrays, handlers of proxies and the {@link Contents} of the JDK's own. It looks into
 * what is up to {@value #DEPTH} steps away, and into {@value #OBJECTS} objects.
 * <p>
 * It compares identities and calls nothing of the application's. A find is a find: the
 * path was there. Whatever it cannot or will not look into makes an answer without a find
 * {@code UNKNOWN}. Left out, because it keeps nothing or keeps it anyway: what is static,
 * what is referred to weakly or softly, and what a registry of ours holds.
 */
final class CaptureWalk implements Contents.Taker {

	static final int DEPTH = 4;

	static final int OBJECTS = 256;

	private final Object referent;

	private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Queue<Hop> ahead = new ArrayDeque<>();

	private @Nullable Hop at;

	private @Nullable Hop found;

	private @Nullable String obstacle;

	private CaptureWalk(Object referent) {
		this.referent = referent;
	}

	static Answer of(Object referent, Object action, @Nullable Object state) {
		CaptureWalk walk = new CaptureWalk(referent);
		walk.reach(null, "action", action);
		walk.reach(null, "state", state);
		return walk.toEnd();
	}

	private Answer toEnd() {
		Hop hop = this.ahead.poll();
		while (hop != null && this.found == null) {
			lookInto(hop);
			hop = this.ahead.poll();
		}
		if (this.found != null) {
			return new Answer(Kind.CAPTURES, this.found.path());
		}
		return (this.obstacle != null) ? new Answer(Kind.UNKNOWN, this.obstacle) : new Answer(Kind.CLEAN, "");
	}

	@Override
	public void take(Object label, @Nullable Object content) {
		reach(this.at, label, content);
	}

	private void reach(@Nullable Hop from, Object label, @Nullable Object object) {
		if (object == null) {
			return;
		}
		if (object == this.referent) {
			this.found = new Hop(from, label, object, 0);
		}
		else if (!Contents.isPlain(object) && !this.seen.contains(object)) {
			goOn(new Hop(from, label, object, (from != null) ? from.depth + 1 : 0));
		}
	}

	private void goOn(Hop hop) {
		if (hop.depth > DEPTH) {
			stopAt(hop, "is too far away");
		}
		else if (this.seen.size() == OBJECTS) {
			stopAt(hop, "is beyond " + OBJECTS + " objects");
		}
		else {
			this.seen.add(hop.object);
			this.ahead.add(hop);
		}
	}

	private void lookInto(Hop hop) {
		Object object = hop.object;
		this.at = hop;
		try {
			if (Contents.isKnown(object)) {
				if (!Contents.of(object, this)) {
					stopAt(hop, "has more than " + Contents.MOST + " elements");
				}
				if (object instanceof ThreadPoolExecutor) {
					stopAt(hop, "has workers that cannot be looked at");
				}
			}
			else if (Proxy.isProxyClass(object.getClass())) {
				reach(hop, "[handler]", Proxy.getInvocationHandler(object));
			}
			else {
				lookIntoFields(hop, object);
			}
		}
		catch (RuntimeException | LinkageError ex) {
			stopAt(hop, "cannot be read (" + ex.getClass().getTypeName() + ")");
		}
	}

	private void lookIntoFields(Hop hop, Object object) {
		for (Class<?> type = object.getClass(); type != null && type != Reference.class; type = type.getSuperclass()) {
			if (type == ThreadLocal.class) {
				stopAt(hop, "has values that only their threads can read");
			}
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers()) && !Contents.isPlainType(field.getType())) {
					read(hop, object, field);
				}
			}
		}
	}

	private void read(Hop hop, Object object, Field field) {
		try {
			if (field.trySetAccessible()) {
				reach(hop, field.getName(), field.get(object));
				return;
			}
		}
		catch (IllegalAccessException ex) {
			// As for any other that cannot be read.
		}
		stopAt(hop, "cannot be read");
	}

	/**
	 * Take note of the first obstacle, which may hide the referent.
	 */
	private void stopAt(Hop hop, String why) {
		if (this.obstacle == null) {
			this.obstacle = hop.path() + ", a " + nameOf(hop.object.getClass()) + ", " + why;
		}
	}

	/**
	 * The name of a type, without the number that a lambda has in this JVM.
	 */
	private static String nameOf(Class<?> type) {
		String name = type.getTypeName();
		int lambda = name.indexOf("$$Lambda");
		return (lambda > 0) ? name.substring(0, lambda) + "$$Lambda" : name;
	}

	/**
	 * What came out, with the path to the referent or to what was in the way.
	 */
	record Answer(Kind kind, String text) {

		boolean isCapture() {
			return this.kind == Kind.CAPTURES;
		}

	}

	enum Kind {

		/** The referent is not to be reached. */
		CLEAN,

		/** The referent can be reached. */
		CAPTURES,

		/** The referent was not found, and not everything was looked at. */
		UNKNOWN

	}

	/**
	 * An object on the way. The label is text, an index, or the class of a key.
	 */
	private static final class Hop {

		private final @Nullable Hop from;

		private final Object label;

		private final Object object;

		private final int depth;

		Hop(@Nullable Hop from, Object label, Object object, int depth) {
			this.from = from;
			this.label = label;
			this.object = object;
			this.depth = depth;
		}

		String path() {
			StringBuilder path = new StringBuilder();
			for (Hop hop = this; hop != null; hop = hop.from) {
				path.insert(0, ((hop.from != null) ? " -> " : "") + hop.text());
			}
			return path.toString();
		}

		private String text() {
			if (this.label instanceof Integer) {
				return "[" + this.label + "]";
			}
			return (this.label instanceof Class<?> key) ? "[value of a " + key.getTypeName() + "]"
					: this.label.toString();
		}

	}

}
