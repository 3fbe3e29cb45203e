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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.github.finalizers.engine.CaptureWalk.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CaptureWalk} and objects that mean harm.
 */
class CaptureWalkTests {

	private final Object referent = new Object();

	@Test
	@DisplayName("C44 no method of the application's is called, however it is wrapped, and nobody's lock is taken")
	void walkWhenEverythingIsHostileShouldCallNothing() {
		Hostile key = new Hostile();
		Hostile.Action action = new Hostile.Action();
		TreeMap<Object, Object> sorted = new TreeMap<>((one, other) -> 0);
		sorted.put(key, key);
		TreeSet<Object> parts = new TreeSet<>((one, other) -> {
			key.calls.incrementAndGet();
			return one.toString().compareTo(other.toString());
		});
		parts.addAll(List.of("a", "b"));
		Object[] state = { key, List.of(key), sorted, parts.subSet("a", "z"), new LazyList(key),
				new AtomicReference<>(key), Collections.unmodifiableList(new LazyList(key)),
				Collections.synchronizedMap(sorted) };
		int calls = key.calls.get();
		assertThat(CaptureWalk.of(this.referent, action, state).kind()).isEqualTo(Kind.UNKNOWN);
		assertThat(CaptureWalk.of(key, action, state).text()).isEqualTo("state -> [0]");
		assertThat(key.calls).hasValue(calls);
		assertThat(action.calls).hasValue(0);
	}

	@Test
	@DisplayName("C44 an executor is never clean: what its workers run cannot be looked at")
	void walkWhenExecutorIsOnTheWayShouldBeUnknown() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> new Thread(task));
		Object[] state = { executor };
		assertThat(CaptureWalk.of(this.referent, Kind.CLEAN, state).kind()).isEqualTo(Kind.UNKNOWN);
		ThreadPoolExecutor.AbortPolicy handler = new ThreadPoolExecutor.AbortPolicy();
		executor.setRejectedExecutionHandler(handler);
		assertThat(CaptureWalk.of(handler, Kind.CLEAN, state).text()).isEqualTo("state -> [0] -> [rejection handler]");
	}

	private static final class LazyList extends ArrayList<Object> {

		private static final long serialVersionUID = 1;

		private final transient Hostile hostile;

		LazyList(Hostile hostile) {
			this.hostile = hostile;
		}

		@Override
		public Object get(int index) {
			return this.hostile.hashCode();
		}

		@Override
		public int size() {
			return this.hostile.hashCode();
		}

	}

}
