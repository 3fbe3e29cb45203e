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

package io.github.finalizers.examples.adoption.javacpp;

import java.lang.ref.Reference;

import org.bytedeco.javacpp.FloatPointer;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * Memory that is freed by a finalizer, and by nothing else: JavaCPP's own queue has to be
 * off, {@code -Dorg.bytedeco.javacpp.noPointerGC=true}. The state is the deallocator that
 * JavaCPP has made, which knows the address and not the pointer.
 */
public final class Samples extends FloatPointer {

	private final Finalizer<Void> freed;

	/**
	 * Allocate memory.
	 * @param size how many numbers
	 * @param finalizers where it is registered
	 */
	public Samples(long size, FinalizerRegistry finalizers) {
		super(size);
		Deallocator deallocator = deallocator();
		try {
			this.freed = finalizers.sized(size * Float.BYTES).register(this, deallocator, Deallocator::deallocate);
		}
		catch (RuntimeException | Error ex) {
			deallocator.deallocate();
			throw ex;
		}
	}

	/**
	 * What {@link #close()} and the end of a {@code PointerScope} come to.
	 */
	@Override
	public boolean releaseReference() {
		if (referenceCount() > 1) {
			return super.releaseReference();
		}
		boolean live = this.freed.isAlive();
		deallocate(true);
		return live;
	}

	/**
	 * Free it now, or leave it to others for good.
	 */
	@Override
	public void deallocate(boolean deallocate) {
		if (deallocate) {
			this.freed.clean();
			setNull();
		}
		else {
			this.freed.detach();
		}
		Reference.reachabilityFence(this);
	}

}
