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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.Finalized;
import io.github.finalizers.FinalizerListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: which are, and which are not.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizedPrototypeChoiceTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: without the property and the annotation nothing is touched")
	void prototypeWhenNotEnabledShouldBeLeftAlone() {
		this.plainRunner.withUserConfiguration(Probe.class).run((context) -> {
			assertThat(isProxy(context.getBean(PrototypeProbe.class))).isFalse();
			assertThat(live(context)).isZero();
		});
		assertThat(this.journal.entries()).isEmpty();
	}

	@Test
	@DisplayName("Prototypes: the annotation takes one in, on its class or its method, and leaves one out")
	void prototypeWhenAnnotatedShouldBeTakenInOrLeftOut() {
		this.plainRunner.withUserConfiguration(Marked.class).run((context) -> {
			assertThat(isProxy(context.getBean("byMethod"))).isTrue();
			assertThat(isProxy(context.getBean("byClass"))).isTrue();
			assertThat(isProxy(context.getBean("leftOut"))).isFalse();
			assertThat(isProxy(context.getBean("plain"))).isFalse();
		});
		this.contextRunner.withUserConfiguration(Marked.class).run((context) -> {
			assertThat(isProxy(context.getBean("leftOut"))).isFalse();
			assertThat(isProxy(context.getBean("plain"))).isTrue();
		});
	}

	@Test
	@DisplayName("Prototypes: without destroy callbacks one is not touched, final or not, and nothing is said")
	void prototypeWhenItHasNoDestroyCallbackShouldBeLeftAlone(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(WithoutCallbacks.class).run((context) -> {
			assertThat(isProxy(context.getBean("open"))).isFalse();
			assertThat(context.getBean("closed")).isExactlyInstanceOf(FinalClass.class);
			assertThat(isProxy(context.getBean("switchedOff"))).isFalse();
			assertThat(isProxy(context.getBean("singleton"))).isFalse();
		});
		assertThat(output).doesNotContain("Prototype bean");
	}

	@Test
	@DisplayName("Prototypes: one that is made after the registry has closed works, is not destroyed, and that is said")
	void prototypeWhenRegistryHasClosedShouldWorkAndBeTold(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Probe.class, LateUser.class).run((context) -> {
		});
		assertThat(this.journal.entries()).containsExactly("made late");
		assertThat(output).containsOnlyOnce("Prototype bean 'probe'").contains("the finalizer registry has closed");
	}

	@Test
	@DisplayName("Prototypes: one that a listener of the registry injects is not destroyed, and that is said")
	void prototypeWhenTheRegistryIsJustBeingMadeShouldBeTold(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Probe.class, Listener.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(isProxy(context.getBean(PrototypeProbe.class))).isTrue();
		});
		assertThat(output).containsOnlyOnce("Prototype bean 'probe'").contains("it is just being made");
	}

	@Test
	@DisplayName("Prototypes: a wrong value of the property fails the start, and is named")
	void propertyWhenWrongShouldFailTheStart() {
		this.plainRunner.withPropertyValues("finalize.prototype-beans.enabled=maybe")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Failed to bind properties under 'finalize.prototype-beans.enabled'"));
	}

	@Test
	@DisplayName("Prototypes: they have a name to be configured and counted by")
	void prototypesWhenNotToRunAtExitShouldBeAbandoned() {
		List<Object> held = new ArrayList<>();
		this.contextRunner.withUserConfiguration(Probe.class)
			.withPropertyValues("finalize.names.prototype-beans.at-exit=false")
			.run((context) -> {
				held.add(context.getBean(PrototypeProbe.class));
				assertThat(live(context)).isEqualTo(1);
			});
		assertThat(this.journal.entries()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		@Finalized
		@Scope("prototype")
		PrototypeProbe byMethod(Journal journal) {
			return new PrototypeProbe(journal);
		}

		@Bean
		@Scope("prototype")
		MarkedProbe byClass(Journal journal) {
			return new MarkedProbe(journal);
		}

		@Bean
		@Finalized(false)
		@Scope("prototype")
		MarkedProbe leftOut(Journal journal) {
			return new MarkedProbe(journal);
		}

		@Bean
		@Scope("prototype")
		PrototypeProbe plain(Journal journal) {
			return new PrototypeProbe(journal);
		}

	}

	@Finalized
	static class MarkedProbe extends PrototypeProbe {

		MarkedProbe(Journal journal) {
			super(journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutCallbacks {

		@Bean
		@Scope("prototype")
		Object open() {
			return new Object();
		}

		@Bean
		@Scope("prototype")
		FinalClass closed() {
			return new FinalClass();
		}

		@Bean(destroyMethod = "")
		@Scope("prototype")
		PrototypeProbe switchedOff(Journal journal) {
			return new PrototypeProbe(journal);
		}

		@Bean
		PrototypeProbe singleton(Journal journal) {
			return new PrototypeProbe(journal);
		}

	}

	static final class FinalClass {

	}

	@Configuration(proxyBeanMethods = false)
	static class LateUser {

		/** Made before the registry, and so destroyed after it. */
		@Bean
		DisposableBean finalizerAbc(Journal journal, ObjectProvider<PrototypeProbe> probes) {
			return () -> journal.note(probes.getObject().as("made late").name());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listener {

		@Bean
		FinalizerListener listener(PrototypeProbe probe) {
			return new FinalizerListener() {
			};
		}

	}

}
