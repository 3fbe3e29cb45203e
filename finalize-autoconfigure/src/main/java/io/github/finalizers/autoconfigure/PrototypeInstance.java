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

package io.github.finalizers.autoconfigure;

import java.lang.ref.Reference;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerRegistry;

/**
 * One prototype-scoped bean: the state of its finalizer, and the interceptor between its
 * proxy and itself. It leads to the target, and never to the proxy.
 */
final class PrototypeInstance implements MethodInterceptor {

	private final Object target;

	private final DestroyCallbacks callbacks;

	private final PrototypeDestroyer destroyer;

	private final ReturnedTargets returnedTargets;

	/**
	 * Claimed by whoever destroys it. That the finalizer is dead does not tell: it may
	 * have been abandoned, and the application closes the bean after that.
	 */
	private final AtomicBoolean destroyed = new AtomicBoolean();

	private volatile @Nullable Finalizer<?> finalizer;

	/**
	 * A call by which the application closes the bean itself. It stays: of two that close
	 * at once, the one that wins needs it.
	 */
	private volatile @Nullable MethodInvocation closing;

	PrototypeInstance(Object target, DestroyCallbacks callbacks, PrototypeDestroyer destroyer,
			ReturnedTargets returnedTargets) {
		this.target = target;
		this.callbacks = callbacks;
		this.destroyer = destroyer;
		this.returnedTargets = returnedTargets;
	}

	Object target() {
		return this.target;
	}

	void register(Object proxy, FinalizerRegistry registry) {
		this.finalizer = registry.<PrototypeInstance, @Nullable Object>registerCallable(proxy, this,
				PrototypeInstance::destroy);
	}

	/**
	 * Never destroy it, except as the application itself closes it.
	 */
	void giveUp() {
		Finalizer<?> finalizer = this.finalizer;
		if (finalizer != null) {
			finalizer.detach();
		}
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		try {
			Finalizer<?> finalizer = this.finalizer;
			if (finalizer != null && this.callbacks.isClosing(invocation.getMethod())) {
				return close(finalizer, invocation);
			}
			Object result = invocation.proceed();
			this.returnedTargets.check(invocation.getMethod(), result, this.target);
			return result;
		}
		finally {
			// A call may be the last use of the proxy: no destroying in the middle of it.
			Reference.reachabilityFence(((ProxyMethodInvocation) invocation).getProxy());
		}
	}

	/**
	 * Let the finalizer make the call: once, on this thread, with what it throws.
	 */
	private @Nullable Object close(Finalizer<?> finalizer, MethodInvocation invocation) throws Throwable {
		this.closing = invocation;
		Object result = finalizer.call();
		// Still open if the finalizer was abandoned.
		return this.destroyed.compareAndSet(false, true) ? invocation.proceed() : result;
	}

	private @Nullable Object destroy() throws Exception {
		if (!this.destroyed.compareAndSet(false, true)) {
			return null;
		}
		MethodInvocation closing = this.closing;
		if (closing == null) {
			this.destroyer.destroy(this.target);
			return null;
		}
		try {
			return closing.proceed();
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

}
