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
 * Keeps the fields of what extends it two cache lines away from the object before it in
 * memory: what different threads write at the same time must not share a line.
 */
@SuppressWarnings("unused")
abstract class Margin {

	private int gap;

	private long a0;

	private long a1;

	private long a2;

	private long a3;

	private long a4;

	private long a5;

	private long a6;

	private long a7;

	private long a8;

	private long a9;

	private long a10;

	private long a11;

	private long a12;

	private long a13;

	private long a14;

	private long a15;

}
