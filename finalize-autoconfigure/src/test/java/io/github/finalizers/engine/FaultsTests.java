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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.finalizers.Finalizer;
import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerStatistics;
import io.github.finalizers.RunningAction;
import io.github.finalizers.SweepResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Each {@link Fault}, among many others that have to run all the same.
 */
class FaultsTests {

	@RegisterExtension
	final Registries registries = new Registries();

	private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private final List<AtomicInteger> others = new ArrayList<>();

	@ParameterizedTest
	@EnumSource
	@DisplayName("C23 C25 collected beside a fault, the others run once; later ones too; the close is in time, and exact")
	void collectedWhenFaultHappensShouldRunTheOthers(Fault fault) {
		try (FaultScene scene = new FaultScene(fault, true, this.registries)) {
			List<Finalizer<Void>> collected = register(scene, 10);
			Finalizer<Void> faulty = scene.registerFault();
			collected.addAll(register(scene, 10));
			List<AtomicInteger> first = List.copyOf(this.others);
			register(scene, 20);
			collect(collected);
			collect(List.of(faulty)); // last: what is not collected before it closes
										// would run at exit
			await().untilAsserted(() -> assertThatEachRanOnce(first));
			await().untilAsserted(() -> assertThat(scene.faultRuns).hasPositiveValue());
			int later = fault.closes() ? 0 : 5;
			collect(register(scene, later));
			await().untilAsserted(
					() -> assertThat(others(scene).finished(FinalizerCause.COLLECTED)).isEqualTo(20 + later));
			scene.closeInTime();
			assertThatAllIsAccounted(scene, fault, 20 + later, 20);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("C31 C34 at exit beside a fault, the others run once, in time; the counts are exact, what is left is named")
	void closeWhenFaultHappensShouldRunTheOthers(Fault fault) {
		try (FaultScene scene = new FaultScene(fault, false, this.registries)) {
			register(scene, 20);
			scene.registerFault();
			register(scene, 20);
			scene.closeInTime();
			assertThatAllIsAccounted(scene, fault, 0, 40);
		}
	}

	private void assertThatAllIsAccounted(FaultScene scene, Fault fault, long collected, long swept) {
		assertThat(scene.registry.liveCount()).isZero();
		assertThatIllegalStateException().isThrownBy(scene::registerFault);
		assertThatEachRanOnce(this.others);
		assertThat(others(scene).finished(FinalizerCause.COLLECTED)).isEqualTo(collected);
		assertThat(others(scene).finished(FinalizerCause.EXIT)).isEqualTo(swept);
		assertThat(others(scene).dead()).isEqualTo(collected + swept).isEqualTo(this.others.size());
		FinalizerStatistics faulty = scene.registry.named("faulty").statistics();
		assertThat(faulty.finished(FinalizerCause.COLLECTED) + faulty.finished(FinalizerCause.EXIT))
			.isEqualTo(scene.faultRuns.get())
			.isPositive();
		assertThat(faulty.finished(FinalizerCause.UNREACHED)).isEqualTo(fault.isUnreached() ? 1 : 0);
		assertThat(faulty.dead()).isEqualTo(scene.faultRuns.get() + (fault.isUnreached() ? 1 : 0));
		assertThatWhatIsLeftIsNamed(fault);
		if (fault == Fault.LISTENER_THROWS_ON_EVERY_EVENT) {
			assertThat(scene.thrownAt).contains("finalized", "failed", "sweepBegun", "sweepEnded");
			assertThat(this.registries.log.alarmsAbout("The listener")).isNotEmpty();
		}
	}

	private void assertThatWhatIsLeftIsNamed(Fault fault) {
		List<String> faulty = List.of("faulty");
		SweepResult result = this.registries.events.sweepsEnded().get(0);
		assertThat(this.registries.events.sweepsEnded()).hasSize(1);
		assertThat(result.leftBehind()).extracting(RunningAction::name)
			.isEqualTo(fault.isLeftBehind() ? faulty : List.of());
		assertThat(this.registries.log.alarmsAbout("left behind on")).hasSize(fault.isLeftBehind() ? 1 : 0)
			.allMatch((line) -> line.tells("\"faulty\"") && line.tells("Fault"));
		assertThat(result.unreached()).isEqualTo(fault.isUnreached() ? 1 : 0);
		assertThat(this.registries.log.alarmsAbout("unreached in time {faulty=1}"))
			.hasSize(fault.isUnreached() ? 1 : 0);
		assertThat(this.registries.events.failed()).extracting(Events.Failed::name)
			.isEqualTo(fault.fails() ? faulty : List.of());
		assertThat(this.registries.log.alarms().isEmpty()).isEqualTo(fault.isSilent());
		assertThat(this.registries.threads()).hasSizeLessThanOrEqualTo(fault.isLeftBehind() ? 1 : 0);
	}

	private static void assertThatEachRanOnce(List<AtomicInteger> runs) {
		assertThat(runs).isNotEmpty().allSatisfy((run) -> assertThat(run).hasValue(1));
	}

	private List<Finalizer<Void>> register(FaultScene scene, int count) {
		List<Finalizer<Void>> finalizers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			AtomicInteger runs = new AtomicInteger();
			this.others.add(runs);
			finalizers.add(scene.registry.named("others").register(this.registries.referent(), runs, this::run));
		}
		return finalizers;
	}

	/**
	 * Run, on a thread that is clean.
	 */
	private void run(AtomicInteger runs) {
		runs.incrementAndGet();
		Thread thread = Thread.currentThread();
		assertThat(thread.isInterrupted()).isFalse();
		assertThat(thread.getName()).isNotEqualTo("dirty");
		assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
		assertThat(thread.getContextClassLoader()).isSameAs(this.loader);
	}

	private static void collect(List<Finalizer<Void>> finalizers) {
		Collector.collect(finalizers.toArray(Finalizer<?>[]::new));
	}

	private static FinalizerStatistics others(FaultScene scene) {
		return scene.registry.named("others").statistics();
	}

}
