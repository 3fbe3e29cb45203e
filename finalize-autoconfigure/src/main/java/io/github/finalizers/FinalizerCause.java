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

package io.github.finalizers;

/**
 * How a finalizer died. Statistics, meters, events and logs are all keyed by it.
 * <pre class="code">
 * long leftToTheCollector = registry.statistics().finished(FinalizerCause.COLLECTED);
 * </pre>
 *
 * @since 0.1.0
 */
public enum FinalizerCause {

	/**
	 * It was called: {@link Finalizer#call()} or {@link Finalizer#clean()}.
	 */
	CALLED,

	/**
	 * Its referent was garbage collected, and the action ran on a thread of the registry.
	 */
	COLLECTED,

	/**
	 * The exit sweep ran it, at close, while its referent was still reachable.
	 */
	EXIT,

	/**
	 * It was taken away by {@link Finalizer#detach()}: the action never runs.
	 */
	DETACHED,

	/**
	 * It was live at close, and was not to run at exit: the action never runs.
	 */
	ABANDONED,

	/**
	 * It was to run at exit, and the time for the exit was over before its turn: the
	 * action never runs.
	 */
	UNREACHED

}
