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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;

/**
 * A finalizer, and the claim that decides who ends it.
 * <p>
 * <b>Fields.</b> {@code segment} (where it is stored, which tells its stripe, name and
 * registry) and {@code word} are guarded by the stripe; {@code word} is also read without
 * it, for its flags and its ticket. {@code action} and {@code state} are written before
 * the finalizer is published through the stripe; after that they belong to whoever wins
 * the claim.
 * <p>
 * <b>Reading without the lock</b> is harmless: the ticket never changes, and whoever acts
 * on a flag of the {@link Word} claims inside the stripe. {@code segment} is read for its
 * stripe only, which never changes.
 * <p>
 * <b>The claim</b> is the removal from the stripe: whoever removes the finalizer runs it
 * or takes it away, and every other comer finds it dead. So call, detach, collection and
 * sweep cannot both win, and the counts change in the same step. The winner reads
 * {@code action} and {@code state} and clears them without a lock: {@link #peek()} and
 * {@link StackHandle#push} look at them only inside the stripe and only while the
 * finalizer is live, which is before the removal.
 *
 * @param <R> the type of the result
 */
abstract class Handle<R extends @Nullable Object> extends WeakReference<Object> implements Finalizer<R> {

	private static final VarHandle WORD;

	static {
		try {
			WORD = MethodHandles.lookup().findVarHandle(Handle.class, "word", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	Segment segment;

	long word = Word.AT_EXIT;

	@Nullable Object action;

	@Nullable Object state;

	Handle(Object referent, Stripe stripe, @Nullable Object action, @Nullable Object state) {
		super(referent, stripe.account.core.queue);
		this.segment = stripe.ended;
		this.action = action;
		this.state = state;
	}

	/**
	 * Run the action. For a stack, {@code steps} is asked before each of its actions.
	 */
	abstract R invoke(@Nullable Object action, @Nullable Object state, Steps steps) throws Exception;

	/**
	 * What {@link Finalizer.Binding} shows, asked inside the stripe or by the winner.
	 */
	Binding binding(@Nullable Object referent, @Nullable Object action, @Nullable Object state) {
		return new Binding(referent, Objects.requireNonNull(action), state);
	}

	@Override
	public final @Nullable R call() throws Exception {
		Object referent = get();
		try {
			long bytes = stripe().bytesOf(this);
			if (!stripe().remove(this, FinalizerCause.CALLED)) {
				return null;
			}
			try {
				return invokeClaimed(FinalizerCause.CALLED, Steps.ALL, bytes);
			}
			finally {
				core().listeners().finalized(this, FinalizerCause.CALLED, -1);
			}
		}
		finally {
			Reference.reachabilityFence(referent);
		}
	}

	/**
	 * Claim it for a thread of ours.
	 * @param wanted {@link FinalizerCause#COLLECTED} for one that was collected,
	 * {@link FinalizerCause#EXIT} for one that is to run if its flag is still set
	 * @param referent the referent, {@code null} if it was collected
	 * @return how it died, {@code null} if the claim was lost
	 */
	final @Nullable FinalizerCause claim(FinalizerCause wanted, @Nullable Object referent) {
		if (wanted == FinalizerCause.COLLECTED) {
			return stripe().remove(this, wanted) ? wanted : null;
		}
		boolean collected = referent == null && core().passes.isCollected(this);
		FinalizerCause found = collected ? FinalizerCause.COLLECTED : FinalizerCause.EXIT;
		return stripe().removeAtExit(this, found) ? found : null;
	}

	/**
	 * Run the action of a finalizer that the caller has claimed, and release its bytes
	 * when it has finished. Of a stack that is left behind, the rest of which runs
	 * elsewhere, that is when this thread is done with it.
	 */
	final R invokeClaimed(FinalizerCause cause, Steps steps, long bytes) throws Exception {
		try {
			Object action = this.action;
			Object state = this.state;
			forget();
			Object event = FlightRecording.beginAction(cause);
			return (event != null) ? invokeRecorded(event, cause, action, state, steps) : invoke(action, state, steps);
		}
		finally {
			stripe().release(bytes);
		}
	}

	private R invokeRecorded(Object event, FinalizerCause cause, @Nullable Object action, @Nullable Object state,
			Steps steps) throws Exception {
		Throwable failure = null;
		try {
			return invoke(action, state, steps);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			FlightRecording.endAction(event, stripe().account.name, cause, failure);
		}
	}

	/**
	 * Drop what a claimed finalizer was bound to.
	 */
	final void forget() {
		this.action = null;
		this.state = null;
	}

	@Override
	public final void clean() {
		try {
			call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(this + " was interrupted", ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(this + " failed", ex);
		}
	}

	@Override
	public final Optional<Binding> detach() {
		Object referent = get();
		long bytes = stripe().bytesOf(this);
		if (!stripe().remove(this, FinalizerCause.DETACHED)) {
			return Optional.empty();
		}
		stripe().release(bytes);
		Binding binding = binding(referent, this.action, this.state);
		forget();
		core().listeners().finalized(this, FinalizerCause.DETACHED, -1);
		return Optional.of(binding);
	}

	@Override
	public final Optional<Binding> peek() {
		return stripe()
			.inside(() -> isLive() ? Optional.of(binding(get(), this.action, this.state)) : Optional.empty());
	}

	@Override
	public final boolean isAlive() {
		return isLive();
	}

	@Override
	public final boolean isAtExit() {
		return has(Word.LIVE | Word.AT_EXIT);
	}

	@Override
	public final void setAtExit(boolean atExit) {
		boolean set = stripe().inside(() -> {
			boolean live = isLive();
			if (live) {
				this.word = Word.withAtExit(this.word, atExit);
			}
			return live && atExit;
		});
		if (set) {
			core().offerToSweep(this);
		}
	}

	/**
	 * Whether it is live. Once it is not, it never is again; that it is holds until the
	 * stripe is left, if asked inside.
	 */
	final boolean isLive() {
		return has(Word.LIVE);
	}

	private boolean has(long flags) {
		return Word.has((long) WORD.getAcquire(this), flags);
	}

	/**
	 * The place in the order of creation, once it is published.
	 */
	final long ticket() {
		return Word.ticket(this.word);
	}

	final Stripe stripe() {
		return this.segment.stripe;
	}

	final Core core() {
		return stripe().account.core;
	}

	/**
	 * Does nothing, so that a handle cannot be made to look collected.
	 */
	@Override
	public final void clear() {
	}

	/**
	 * Does nothing, so that a handle cannot be made to look collected.
	 * @return {@code false}
	 */
	@Override
	public final boolean enqueue() {
		return false;
	}

	/**
	 * Do what the collector does when the referent dies, for tests.
	 */
	final boolean simulateCollection() {
		return super.enqueue();
	}

	@Override
	public final String toString() {
		Binding binding = peek().orElse(null);
		String name = stripe().account.name;
		if (binding == null) {
			return "Finalizer[dead, name=" + name + "]";
		}
		return "Finalizer[live, name=" + name + ", " + binding.toString().substring("Binding[".length());
	}

}
