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

package io.github.finalizers.files;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerListener;

/**
 * What listeners are told of failures.
 */
final class Reports implements FinalizerListener {

	private final List<Report> all = new CopyOnWriteArrayList<>();

	@Override
	public void failed(String name, FinalizerCause cause, Throwable failure) {
		this.all.add(new Report(name, cause, failure));
	}

	List<Report> all() {
		return this.all;
	}

	record Report(String name, FinalizerCause cause, Throwable failure) {

	}

}
