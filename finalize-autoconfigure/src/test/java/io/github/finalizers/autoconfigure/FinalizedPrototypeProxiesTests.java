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

import java.util.concurrent.Callable;

import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.Finalized;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: the proxy that the application
 * holds.
 */
@ExtendWith(OutputCaptureExtension.class)
class FinalizedPrototypeProxiesTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: an advised one keeps its one proxy and is destroyed, and no advisor is made early")
	void prototypeWhenAdvisedShouldHaveOneProxy(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Probe.class, Advice.class).run((context) -> {
			Advised proxy = (Advised) context.getBean(PrototypeProbe.class).as("advised");
			assertThat(AopUtils.isAopProxy(proxy.getTargetSource().getTarget())).isFalse();
			assertThat(this.journal.entries()).containsExactly("advice around as");
			proxy = null;
			collectUntilNoted("closed advised");
		});
		assertThat(this.journal.entries()).containsExactly("advice around as", "closed advised");
		assertThat(output).doesNotContain("not eligible");
	}

	@Test
	@DisplayName("Prototypes: all of one definition have the same class, so that memory for classes does not grow")
	void prototypesShouldShareTheClassOfTheirProxies() {
		this.contextRunner.withUserConfiguration(Probe.class).run((context) -> {
			Object first = context.getBean(PrototypeProbe.class);
			assertThat(isProxy(first)).isTrue();
			assertThat(context.getBean(PrototypeProbe.class)).hasSameClassAs(first).isNotSameAs(first);
		});
	}

	@Test
	@DisplayName("Prototypes: a method that returns the bean returns its proxy")
	void prototypeWhenItReturnsItselfShouldReturnTheProxy() {
		this.contextRunner.withUserConfiguration(Probe.class).run((context) -> {
			PrototypeProbe probe = context.getBean(PrototypeProbe.class);
			assertThat(probe.as("fluent")).isSameAs(probe);
		});
	}

	@Test
	@DisplayName("Prototypes: of a final class with destroy callbacks is said, once, that they will not run")
	void prototypeWhenClassIsFinalShouldBeTold(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(FinalProbes.class).run((context) -> {
			assertThat(context.getBean(FinalProbe.class)).isExactlyInstanceOf(FinalProbe.class);
			assertThat(context.getBean(FinalProbe.class)).isNotNull();
		});
		assertThat(output)
			.containsOnlyOnce("Prototype bean 'closed' of type [" + FinalProbe.class.getName()
					+ "] has destroy callbacks that will not run: no proxy can stand before it")
			.contains("Open the class, or declare the bean by an interface, or let it register a finalizer itself");
	}

	@Test
	@DisplayName("Prototypes: a final class that is marked is a mistake, and fails with the same message")
	void prototypeWhenFinalClassIsMarkedShouldFail() {
		this.plainRunner.withUserConfiguration(MarkedFinalProbe.class)
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("Prototype bean 'marked' of type [" + FinalProbe.class.getName()
						+ "] has destroy callbacks that will not run: no proxy can stand before it"));
	}

	@Test
	@DisplayName("Prototypes: a final class or a lambda that is declared by an interface has a proxy of that")
	void prototypeWhenDeclaredByAnInterfaceShouldBeDestroyed() throws Exception {
		this.contextRunner.withUserConfiguration(ByInterface.class).run((context) -> {
			Callable<?> callable = context.getBean(Callable.class);
			assertThat(callable.call()).isEqualTo("called");
			callable = null;
			context.getBean("lambda", AutoCloseable.class);
			collectUntilNoted("closed final");
			collectUntilNoted("closed lambda");
		});
	}

	@Test
	@DisplayName("Prototypes: of a result that holds the bean itself is warned, once for each method")
	void prototypeWhenAResultHoldsItShouldBeWarnedOf(CapturedOutput output) {
		this.contextRunner.withUserConfiguration(Leaks.class).run((context) -> {
			Leaking leaking = context.getBean(Leaking.class);
			assertThat(leaking.rows().get()).isEqualTo(leaking.rows().get()).isEqualTo("row of unnamed");
			assertThat(leaking.name()).isEqualTo("unnamed");
		});
		assertThat(output).containsOnlyOnce("Prototype bean 'leaking': what rows() has returned, of type ["
				+ Leaking.Rows.class.getName() + "], holds the bean itself in its field 'this$0'");
		assertThat(output).doesNotContain("what name()");
	}

	@Configuration(proxyBeanMethods = false)
	static class Advice {

		@Bean
		static DefaultAdvisorAutoProxyCreator proxyCreator() {
			DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
			creator.setProxyTargetClass(true);
			return creator;
		}

		@Bean
		Advisor advisor(Journal journal) {
			NameMatchMethodPointcutAdvisor advisor = new NameMatchMethodPointcutAdvisor();
			advisor.setMappedName("as");
			advisor.setAdvice((MethodInterceptor) (invocation) -> {
				journal.note("advice around " + invocation.getMethod().getName());
				return invocation.proceed();
			});
			return advisor;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalProbes {

		@Bean
		@Scope("prototype")
		FinalProbe closed(Journal journal) {
			return new FinalProbe(journal);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MarkedFinalProbe {

		@Bean
		@Finalized
		@Scope("prototype")
		FinalProbe marked(Journal journal) {
			return new FinalProbe(journal);
		}

		@Bean
		Object user(FinalProbe probe) {
			return new Object();
		}

	}

	static final class FinalProbe extends PrototypeProbe implements Callable<String> {

		FinalProbe(Journal journal) {
			super(journal);
		}

		@Override
		public String call() {
			as("final");
			return "called";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInterface {

		@Bean
		@Scope("prototype")
		Callable<String> byInterface(Journal journal) {
			return new FinalProbe(journal);
		}

		@Bean
		@Scope("prototype")
		AutoCloseable lambda(Journal journal) {
			return () -> journal.note("closed lambda");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Leaks {

		@Bean
		@Scope("prototype")
		Leaking leaking(Journal journal) {
			return new Leaking(journal);
		}

	}

	static class Leaking extends PrototypeProbe {

		Leaking(Journal journal) {
			super(journal);
		}

		Rows rows() {
			return new Rows();
		}

		class Rows {

			String get() {
				return "row of " + name();
			}

		}

	}

}
