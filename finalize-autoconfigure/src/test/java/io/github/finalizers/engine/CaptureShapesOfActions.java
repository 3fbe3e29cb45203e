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

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.finalizers.FinalizerAction;
import io.github.finalizers.engine.CaptureSamples.Both;
import io.github.finalizers.engine.CaptureSamples.FunctionObject;
import io.github.finalizers.engine.CaptureSamples.Held;
import io.github.finalizers.engine.CaptureSamples.Holder;
import io.github.finalizers.engine.CaptureSamples.HolderToo;
import io.github.finalizers.engine.CaptureSamples.Node;
import io.github.finalizers.engine.CaptureSamples.Singleton;
import io.github.finalizers.engine.CaptureSamples.WeakAndStrong;
import io.github.finalizers.engine.CaptureShape.Scene;

/**
 * How actions are written.
 */
final class CaptureShapesOfActions {

	static Object heldByClass = "nothing";

	private CaptureShapesOfActions() {
	}

	static List<CaptureShape> all() {
		return List.of(CaptureShape.of("a method of the referent: `this::close`", () -> owner((it) -> it::close)),
				CaptureShape.of("a lambda that calls a method of the referent", () -> owner(Owner::callingAMethod)),
				CaptureShape.of("a lambda that uses a field of the referent", () -> owner(Owner::usingAField)),
				CaptureShape.of("a lambda that uses a local copy of the field", () -> owner(Owner::usingALocal)),
				CaptureShape.of("a method of the resource: `resource::release`",
						() -> owner((it) -> it.resource::release)),
				CaptureShape.of("a lambda that captures nothing", () -> owner((it) -> () -> {
				})), CaptureShape.of("state and `Resource::release`", () -> {
					Owner owner = new Owner();
					return new Scene(owner, (FinalizerAction<Resource>) Resource::release, owner.resource);
				}),
				CaptureShape.of("a path as state",
						() -> new Scene(new Owner(), (FinalizerAction<Path>) Files::deleteIfExists, Path.of("file"))),
				CaptureShape.of("a state that holds the referent", () -> {
					Owner owner = new Owner();
					return new Scene(owner, (FinalizerAction<Holder>) Holder::run, new Holder(owner));
				}), CaptureShape.of("a serializable lambda", () -> owner((it) -> (Runnable & Serializable) it::close)),
				CaptureShape.of("an anonymous class that uses its outer object", () -> owner(Owner::anonymous)),
				CaptureShape.of("an anonymous class that does not", () -> owner(Owner::anonymousApart)),
				CaptureShape.of("an inner class", () -> owner(Owner::inner)),
				CaptureShape.of("a static nested class with the referent in a field", () -> owner(Holder::new)),
				CaptureShape.of("the same, the field inherited", () -> owner(HolderToo::new)),
				CaptureShape.of("a static nested class with the resource in a field",
						() -> owner((it) -> new Holder(it.resource))),
				CaptureShape.of("a record with the referent", () -> owner(Held::new)),
				CaptureShape.of("a record with the resource", () -> owner((it) -> new Held(it.resource))),
				CaptureShape.of("a function object as Kotlin compiles it", () -> owner(FunctionObject::new)),
				CaptureShape.of("a lambda in a lambda", () -> owner((it) -> {
					Runnable inner = it::close;
					return () -> inner.run();
				})), CaptureShape.of("two actions, composed by the application", () -> owner((it) -> new Both(() -> {
				}, it::close))), CaptureShape.of("two actions, composed by the JDK: `andThen`", () -> owner((it) -> {
					Consumer<Object> first = (ignored) -> {
					};
					Consumer<Object> both = first.andThen((ignored) -> it.close());
					return () -> both.accept("argument");
				})),
				CaptureShape.of("a dynamic proxy with a handler that holds the referent",
						() -> owner((it) -> proxy(it))),
				CaptureShape.of("an enum constant", () -> owner((it) -> Singleton.INSTANCE)),
				CaptureShape.of("a weak reference to the referent", () -> owner((it) -> {
					WeakReference<Owner> weak = new WeakReference<>(it);
					return weak::clear;
				})), CaptureShape.of("a soft reference to the referent", () -> owner((it) -> {
					SoftReference<Owner> soft = new SoftReference<>(it);
					return soft::clear;
				})), CaptureShape.of("a weak reference with the referent in a field of its own", () -> owner((it) -> {
					WeakReference<Object> weak = new WeakAndStrong(it);
					return weak::clear;
				})), CaptureShape.of("a static field that holds the referent", () -> owner((it) -> {
					heldByClass = it;
					return () -> {
					};
				})), CaptureShape.of("a ring of objects without the referent", () -> owner((it) -> chain(3, null))),
				CaptureShape.of("a ring of objects with the referent", () -> owner((it) -> chain(3, it))),
				CaptureShape.of("the referent 5 steps away", () -> owner((it) -> chain(4, it))),
				CaptureShape.of("the referent 7 steps away", () -> owner((it) -> chain(6, it))));
	}

	static Scene owner(Function<Owner, Runnable> action) {
		Owner owner = new Owner();
		return Scene.of(owner, action.apply(owner));
	}

	private static Runnable proxy(Owner owner) {
		return (Runnable) Proxy.newProxyInstance(Owner.class.getClassLoader(), new Class<?>[] { Runnable.class },
				(proxy, method, arguments) -> owner.resource);
	}

	private static Node chain(int length, Owner owner) {
		Node first = new Node();
		Node last = first;
		for (int i = 1; i < length; i++) {
			last.next = new Node();
			last = last.next;
		}
		last.next = first;
		last.owner = owner;
		return new Node(first);
	}

	/** What is released. */
	static class Resource {

		void release() {
		}

	}

	/** The referent. */
	static final class Owner {

		final Resource resource = new Resource();

		void close() {
			this.resource.release();
		}

		Runnable callingAMethod() {
			return () -> close();
		}

		Runnable usingAField() {
			return () -> this.resource.release();
		}

		Runnable usingALocal() {
			Resource local = this.resource;
			return () -> local.release();
		}

		Runnable anonymous() {
			return new Runnable() {

				@Override
				public void run() {
					close();
				}

			};
		}

		Runnable anonymousApart() {
			return new Runnable() {

				@Override
				public void run() {
				}

			};
		}

		Runnable inner() {
			return new Inner();
		}

		private final class Inner implements Runnable {

			@Override
			public void run() {
				close();
			}

		}

	}

}
