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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A part of a stripe: slots for live finalizers, and the way from a finalizer to all that
 * it has in common with others, so that a finalizer has one field for it.
 * <p>
 * {@code slots} is guarded by the stripe. What few finalizers have and others have not (a
 * native size) belongs here too, in an array beside the slots that is made for the first
 * one that needs it, and may be shorter than the slots: as {@code sites} is, where the
 * finalizers were registered. It moves with the finalizer, and is {@code null} for every
 * slot that has none or is not filled.
 * <p>
 * {@code sizes}, the bytes that each holds, must never be lost for want of memory when a
 * finalizer moves: so as soon as one of a stripe has a size, all its segments have room
 * for sizes, as long as their slots.
 */
final class Segment {

	static final int SHIFT = 10;

	static final int SIZE = 1 << SHIFT;

	static final int MASK = SIZE - 1;

	final Stripe stripe;

	@Nullable Handle<?>[] slots;

	@Nullable Site @Nullable [] sites;

	long @Nullable [] sizes;

	Segment(Stripe stripe, int size) {
		this.stripe = stripe;
		this.slots = new Handle<?>[size];
	}

	/**
	 * Make room for as many again.
	 */
	void grow() {
		long[] sizes = (this.sizes != null) ? Arrays.copyOf(this.sizes, this.slots.length * 2) : null;
		this.slots = Arrays.copyOf(this.slots, this.slots.length * 2);
		this.sizes = sizes;
	}

	/**
	 * Make room for sizes, if there is none.
	 */
	void makeSized() {
		if (this.sizes == null) {
			this.sizes = new long[this.slots.length];
		}
	}

	/**
	 * Where the finalizer in a slot was registered, {@code null} if that was not
	 * recorded.
	 */
	@Nullable Site site(int slot) {
		return (this.sites != null && slot < this.sites.length) ? this.sites[slot] : null;
	}

	/**
	 * Make room for the site of a slot.
	 * @return {@code null} if there is no memory for it
	 */
	@Nullable Site @Nullable [] roomForSite(int slot) {
		if (this.sites == null || slot >= this.sites.length) {
			try {
				this.sites = (this.sites != null) ? Arrays.copyOf(this.sites, this.slots.length)
						: new Site[this.slots.length];
			}
			catch (OutOfMemoryError ex) {
				return null;
			}
		}
		return this.sites;
	}

}
