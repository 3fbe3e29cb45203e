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

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerLeak;
import io.github.finalizers.FinalizerListener;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;

/**
 * What the listeners of a registry have heard.
 */
class Events implements FinalizerListener {

	private final Queue<Finalized> finalized = new ConcurrentLinkedQueue<>();

	private final Queue<Failed> failed = new ConcurrentLinkedQueue<>();

	private final Queue<RunningAction> stalled = new ConcurrentLinkedQueue<>();

	private final Queue<FinalizerLeak> leaked = new ConcurrentLinkedQueue<>();

	private final Queue<Long> sweepsBegun = new ConcurrentLinkedQueue<>();

	private final Queue<SweepResult> sweepsEnded = new ConcurrentLinkedQueue<>();

	private volatile Runnable onFailure = () -> {
	};

	@Override
	public void finalized(String name, FinalizerCause cause, Duration duration) {
		this.finalized.add(new Finalized(name, cause, duration, Thread.currentThread().getName()));
	}

	@Override
	public void failed(String name, FinalizerCause cause, Throwable failure) {
		this.failed.add(new Failed(name, cause, failure));
		this.onFailure.run();
	}

	@Override
	public void stalled(RunningAction action) {
		this.stalled.add(action);
	}

	@Override
	public void leaked(FinalizerLeak leak) {
		this.leaked.add(leak);
	}

	@Override
	public void sweepBegun(long live) {
		this.sweepsBegun.add(live);
	}

	@Override
	public void sweepEnded(SweepResult result) {
		this.sweepsEnded.add(result);
	}

	/**
	 * Do something where failures are told.
	 */
	void onFailure(Runnable task) {
		this.onFailure = task;
	}

	/**
	 * Forget the many, to make room.
	 */
	void clear() {
		this.finalized.clear();
	}

	List<Finalized> finalized() {
		return List.copyOf(this.finalized);
	}

	List<FinalizerCause> causes() {
		return this.finalized.stream().map(Finalized::cause).toList();
	}

	List<Failed> failed() {
		return List.copyOf(this.failed);
	}

	List<RunningAction> stalled() {
		return List.copyOf(this.stalled);
	}

	List<FinalizerLeak> leaked() {
		return List.copyOf(this.leaked);
	}

	List<Long> sweepsBegun() {
		return List.copyOf(this.sweepsBegun);
	}

	List<SweepResult> sweepsEnded() {
		return List.copyOf(this.sweepsEnded);
	}

	record Finalized(String name, FinalizerCause cause, Duration duration, String thread) {

	}

	record Failed(String name, FinalizerCause cause, Throwable failure) {

	}

}
