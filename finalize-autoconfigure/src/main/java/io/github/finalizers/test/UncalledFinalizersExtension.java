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

package io.github.finalizers.test;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.FinalizerStatistics.OfName;

/**
 * JUnit Jupiter extension that fails a test which registers finalizers and leaves them
 * uncalled: still live, or left to the collector or the exit. It watches the names whose
 * finalizers must be called ({@code finalize.names.uploads.must-be-called=true}), or all
 * names where that is said of none. <pre class="code">
 * &#064;SpringBootTest
 * &#064;ExtendWith(UncalledFinalizersExtension.class)
 * class UploadTests {
 * </pre> So it takes the registry of the test's application context. Without Spring, or
 * to watch some names only, it is registered by hand: <pre class="code">
 * &#064;RegisterExtension
 * final UncalledFinalizersExtension uncalled = new UncalledFinalizersExtension(() -&gt; this.registry).names("uploads");
 * </pre> What was live before the test is the business of others. Tests that share a
 * registry can't run at the same time, as it only counts; a test that fails by itself is
 * not looked at.
 *
 * @since 0.1.0
 */
public final class UncalledFinalizersExtension implements BeforeEachCallback, AfterEachCallback {

	private final @Nullable Supplier<? extends @Nullable FinalizerRegistry> registry;

	private final Set<String> names;

	/**
	 * Watch the registry of the test's application context.
	 */
	public UncalledFinalizersExtension() {
		this(null, Set.of());
	}

	/**
	 * Watch a registry.
	 * @param registry gives the registry; {@code null} before the test if there is none
	 * yet
	 */
	public UncalledFinalizersExtension(Supplier<? extends @Nullable FinalizerRegistry> registry) {
		this(Objects.requireNonNull(registry, "registry"), Set.of());
	}

	private UncalledFinalizersExtension(@Nullable Supplier<? extends @Nullable FinalizerRegistry> registry,
			Set<String> names) {
		this.registry = registry;
		this.names = names;
	}

	/**
	 * Return an extension that watches some names only.
	 * @param names the names, as given to {@link FinalizerRegistry#named}
	 * @return a new extension
	 */
	public UncalledFinalizersExtension names(String... names) {
		return new UncalledFinalizersExtension(this.registry,
				Set.copyOf(Arrays.asList(Objects.requireNonNull(names, "names"))));
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		Store store = store(Objects.requireNonNull(context, "context"));
		FinalizerRegistry registry = (this.registry != null) ? this.registry.get() : SpringTestRegistry.of(context);
		store.put(Before.class, new Before(registry, (registry != null) ? uncalled(registry) : Map.of()));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Before before = store(Objects.requireNonNull(context, "context")).get(Before.class, Before.class);
		if (before == null || context.getExecutionException().isPresent()) {
			return;
		}
		FinalizerRegistry registry = before.registry();
		if (registry == null && this.registry != null) {
			registry = this.registry.get();
		}
		if (registry != null) {
			failOnUncalled(registry, before.uncalled());
		}
	}

	private void failOnUncalled(FinalizerRegistry registry, Map<String, Long> before) {
		StringBuilder found = new StringBuilder();
		uncalled(registry).forEach((name, count) -> {
			long uncalled = count - before.getOrDefault(name, 0L);
			if (uncalled > 0 && watches(name, registry.statistics())) {
				found.append("\n\"").append(name).append("\": ").append(describe(registry, name, uncalled));
			}
		});
		if (!found.isEmpty()) {
			throw new AssertionError(
					"The test leaves finalizers uncalled; close what owns them, or detach them." + found);
		}
	}

	private static String describe(FinalizerRegistry registry, String name, long uncalled) {
		OfName counts = registry.statistics().names().get(name);
		long live = Math.min(uncalled, (counts != null) ? counts.live() : 0);
		String died = (live < uncalled) ? " (" + (uncalled - live) + " left to the collector or the exit)" : "";
		boolean others = counts != null && counts.live() > live && live > 0;
		return uncalled + died + (others ? ", among these:" : "")
				+ LiveLines.of(registry, name, others ? Long.MAX_VALUE : live)
				+ ((live < uncalled) ? LiveLines.ofLeaks(registry, name) : "");
	}

	/**
	 * Whether the finalizers of a name are to be called.
	 */
	private boolean watches(String name, FinalizerStatistics statistics) {
		if (!this.names.isEmpty()) {
			return this.names.contains(name);
		}
		OfName counts = statistics.names().get(name);
		return (counts != null && counts.mustBeCalled())
				|| statistics.names().values().stream().noneMatch(OfName::mustBeCalled);
	}

	/**
	 * How many have been registered, and neither called nor detached, by name. It does
	 * not change when one that is live is collected.
	 */
	private static Map<String, Long> uncalled(FinalizerRegistry registry) {
		Map<String, Long> uncalled = new TreeMap<>();
		FinalizerStatistics statistics = registry.statistics();
		statistics.names().forEach((name, counts) -> uncalled.put(name, uncalled(counts)));
		return uncalled;
	}

	private static long uncalled(OfName counts) {
		return counts.live() + counts.dead() - counts.finished(FinalizerCause.CALLED)
				- counts.finished(FinalizerCause.DETACHED);
	}

	private Store store(ExtensionContext context) {
		return context.getStore(Namespace.create(UncalledFinalizersExtension.class, this));
	}

	/**
	 * What there was before the test.
	 */
	private record Before(@Nullable FinalizerRegistry registry, Map<String, Long> uncalled) {

	}

}
