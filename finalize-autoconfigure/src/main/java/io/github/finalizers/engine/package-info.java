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

/**
 * The engine: everything that a registry does, with nothing but the JDK. Its one door is
 * {@link io.github.finalizers.engine.FinalizerRegistryBuilder}. <pre>
 * register ─► Stripe (keeps it alive, O(1)) ─┐
 *    collected ─► Backlog ─► Worker ─────────┤
 *    call()/clean() ─────────────────────────┼─► Stripe.remove ─► Runner ─► Account ─► Listeners
 *    close ─► ExitSweep, newest first ───────┘   (claim once)     (guarded)
 * </pre>
 * <h2>What guards what</h2>
 * <table>
 * <caption>Field, guarded by</caption>
 * <tr>
 * <th>field</th>
 * <th>guarded by</th>
 * </tr>
 * <tr>
 * <td>{@code Stripe} all; {@code Segment.slots, sites}; {@code Handle.segment, word}</td>
 * <td>the stripe's lock ({@code SpinLock}); the word's flags and ticket, and of the
 * segment its stripe, are also read without</td>
 * </tr>
 * <tr>
 * <td>{@code Segment.sizes}; {@code Holdings}</td>
 * <td>the stripe's lock; {@code sized} is also read without</td>
 * </tr>
 * <tr>
 * <td>{@code Quota}; {@code Waiter}</td>
 * <td>the quota's own lock ({@code SpinLock}); a waiter's place is also read without, by
 * its thread</td>
 * </tr>
 * <tr>
 * <td>{@code CollectionRequests}</td>
 * <td>what is asked, compare-and-set; the rest its thread</td>
 * </tr>
 * <tr>
 * <td>{@code Sites}</td>
 * <td>{@code tracking} compare-and-set; the rest may be written by anyone</td>
 * </tr>
 * <tr>
 * <td>{@code Leaks.places}</td>
 * <td>its own monitor to add one; each by compare-and-set</td>
 * </tr>
 * <tr>
 * <td>{@code Tickets}</td>
 * <td>one atomic counter; those taken ahead the stripe's lock</td>
 * </tr>
 * <tr>
 * <td>{@code Handle.action, state}</td>
 * <td>publication through the stripe, then the winner of the claim; {@code StackHandle}'s
 * state the stripe's lock</td>
 * </tr>
 * <tr>
 * <td>{@code Account.sealed}, {@code Accounts}, {@code Ages}, {@code Agenda},
 * {@code Backlog}, {@code Roles}</td>
 * <td>their own monitors; {@code Agenda.inARow} is the exit thread's, a {@code Batch} is
 * taken from by the worker</td>
 * </tr>
 * <tr>
 * <td>{@code Step.phase}, {@code Runner.step}</td>
 * <td>compare-and-set; the next action of a stack is set by its thread alone</td>
 * </tr>
 * <tr>
 * <td>{@code Timings}</td>
 * <td>its own lock ({@code SpinLock})</td>
 * </tr>
 * <tr>
 * <td>{@code Exit}, {@code ExitPasses}, {@code Supervisor}, {@code SweepTally}</td>
 * <td>the one thread that is let through; each file says what others may read</td>
 * </tr>
 * </table>
 * All locks are leaves but two: {@code Accounts} and {@code Account} seal what is below
 * them (accounts, account, stripe). None is held while foreign code runs.
 * <h2>Where foreign code is called, and what is held then: nothing</h2>
 * <ul>
 * <li>actions: {@code Handle.call} on the caller, {@code Runner.run} and {@code runRest}
 * on our threads;</li>
 * <li>listeners: {@code Listeners.tell}, on the thread that did the work;</li>
 * <li>the log sink: {@code Core.log}; the consumers of names: {@code Core.tellName};</li>
 * <li>the thread factory: {@code Environment.newThread}; the clock:
 * {@code Core.now}.</li>
 * </ul>
 * No method of a referent, an action or a state is called but the action itself.
 */
@NullMarked
package io.github.finalizers.engine;

import org.jspecify.annotations.NullMarked;
