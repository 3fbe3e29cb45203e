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

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.support.GenericApplicationContext;

import io.github.finalizers.Finalized;
import io.github.finalizers.engine.Collector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for prototype-scoped beans that are destroyed: unusual ways to make one.
 */
class FinalizedPrototypeOddTests extends AbstractFinalizedPrototypesTests {

	@Test
	@DisplayName("Prototypes: an object that the bean method has made before is not destroyed while it is in use")
	void prototypeWhenNotMadeAnewShouldNotBeDestroyedInUse() {
		this.contextRunner.withUserConfiguration(Shared.class).run((context) -> {
			PrototypeProbe user = context.getBean(PrototypeProbe.class).as("shared");
			context.getBean(PrototypeProbe.class);
			Collector.collectSomeTimes();
			assertThat(this.journal.entries()).isEmpty();
			assertThat(user.name()).isEqualTo("shared");
		});
	}

	@Test
	@DisplayName("Prototypes: a proxy that the bean method has made before gets no more advice each time")
	void prototypeWhenItsProxyIsNotMadeAnewShouldNotGrow() {
		this.contextRunner.withUserConfiguration(SharedProxy.class).run((context) -> {
			for (int i = 0; i < 100; i++) {
				context.getBean(PrototypeProbe.class);
			}
			assertThat(((Advised) context.getBean(PrototypeProbe.class)).getAdvisorCount()).isLessThan(3);
		});
		assertThat(this.journal.entries()).hasSizeLessThan(2);
	}

	@Test
	@DisplayName("Prototypes: one that has itself configured in its constructor is not destroyed while it is in use")
	void prototypeWhenConfiguredInItsConstructorShouldNotBeDestroyedInUse() {
		this.contextRunner
			.withInitializer((context) -> ((GenericApplicationContext) context).registerBean("configured",
					Configured.class, (definition) -> definition.setScope("prototype")))
			.run((context) -> {
				context.getBean(Configured.class).as("first");
				Configured held = context.getBean(Configured.class);
				held.as("held");
				Collector.collectSomeTimes();
				assertThat(this.journal.entries()).doesNotContain("closed held");
				assertThat(held.name()).isEqualTo("held");
			});
	}

	@Test
	@DisplayName("Prototypes: a class that no subclass can be made of, declared by an interface, has a proxy of that")
	void prototypeWhenDeclaredByAnInterfaceShouldHaveAProxyOfThat() {
		this.contextRunner.withUserConfiguration(ByInterface.class).run((context) -> {
			for (String name : List.of("single", "pool", "scheduled")) {
				assertThat(isProxy(context.getBean(name))).as(name).isTrue();
			}
		});
	}

	@Test
	@DisplayName("Prototypes: createBean for a class does not change what is known of the bean of that name")
	void prototypeWhenCreateBeanUsesItsNameShouldStillBeDestroyed() {
		this.contextRunner.withInitializer((context) -> ((GenericApplicationContext) context)
			.registerBean(NamedEnd.class.getName(), NamedEnd.class, (definition) -> {
				definition.setScope("prototype");
				definition.setDestroyMethodName("end");
			})).run((context) -> {
				assertThat(isProxy(context.getBean(NamedEnd.class))).isTrue();
				context.getAutowireCapableBeanFactory().createBean(NamedEnd.class);
				assertThat(isProxy(context.getBean(NamedEnd.class))).isTrue();
			});
	}

	@Test
	@DisplayName("Prototypes: nor does an inner bean of the same name")
	void prototypeWhenAnInnerBeanHasItsNameShouldStillBeDestroyed() {
		this.contextRunner.withInitializer((context) -> {
			RootBeanDefinition thing = new RootBeanDefinition(NamedEnd.class);
			thing.setScope("prototype");
			thing.setDestroyMethodName("end");
			((GenericApplicationContext) context).registerBeanDefinition("thing", thing);
			RootBeanDefinition outer = new RootBeanDefinition(Outer.class);
			outer.setScope("prototype");
			outer.getPropertyValues()
				.add("inner", new BeanDefinitionHolder(new RootBeanDefinition(Object.class), "thing"));
			((GenericApplicationContext) context).registerBeanDefinition("outer", outer);
		}).run((context) -> {
			assertThat(isProxy(context.getBean("thing"))).isTrue();
			context.getBean("outer");
			assertThat(isProxy(context.getBean("thing"))).isTrue();
		});
	}

	@Test
	@DisplayName("Prototypes: of one bean method, each class is taken in by its own annotation")
	void prototypeWhenClassesDifferShouldBeTakenInByTheirOwnAnnotation() {
		for (List<String> order : List.of(List.of("marked", "plain"), List.of("plain", "marked"))) {
			this.plainRunner.withUserConfiguration(Shapes.class).run((context) -> {
				for (String kind : order) {
					assertThat(isProxy(context.getBean("shape", kind))).as("%s of %s", kind, order)
						.isEqualTo(kind.equals("marked"));
				}
			});
		}
	}

	@Test
	@DisplayName("Prototypes: a result whose class cannot be looked into is returned like any other")
	void resultWhenItsFieldsCannotBeReadShouldBeReturned(@TempDir Path directory) throws Exception {
		Path present = Files.writeString(directory.resolve("Present.java"), "public class Present { Gone gone; }");
		Path gone = Files.writeString(directory.resolve("Gone.java"), "class Gone { }");
		ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, present.toString(), gone.toString(), "-d", directory.toString());
		Files.delete(directory.resolve("Gone.class"));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, null)) {
			Object result = loader.loadClass("Present").getConstructor().newInstance();
			this.contextRunner.withUserConfiguration(Boxes.class).run((context) -> {
				Box box = context.getBean(Box.class);
				box.put(result);
				assertThat(box.get()).isSameAs(result);
			});
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Shared {

		private final PrototypeProbe shared;

		Shared(Journal journal) {
			this.shared = new PrototypeProbe(journal);
		}

		@Bean
		@Scope("prototype")
		PrototypeProbe probe() {
			return this.shared;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SharedProxy {

		private final PrototypeProbe shared;

		SharedProxy(Journal journal) {
			ProxyFactory factory = new ProxyFactory(new PrototypeProbe(journal));
			factory.setProxyTargetClass(true);
			this.shared = (PrototypeProbe) factory.getProxy();
		}

		@Bean
		@Scope("prototype")
		PrototypeProbe probe() {
			return this.shared;
		}

	}

	static class Configured extends PrototypeProbe {

		Configured(Journal journal, AutowireCapableBeanFactory beanFactory) {
			super(journal);
			beanFactory.configureBean(this, "configured");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ByInterface {

		@Bean
		@Scope("prototype")
		ExecutorService single() {
			return Executors.newSingleThreadExecutor();
		}

		@Bean
		@Scope("prototype")
		ExecutorService pool() {
			return Executors.newFixedThreadPool(1);
		}

		@Bean
		@Scope("prototype")
		ScheduledExecutorService scheduled() {
			return Executors.newSingleThreadScheduledExecutor();
		}

	}

	public static class NamedEnd {

		public void end() {
		}

	}

	public static class Outer {

		public void setInner(Object inner) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Shapes {

		@Bean
		@Scope("prototype")
		AutoCloseable shape(String kind) {
			return kind.equals("marked") ? new MarkedShape() : () -> {
			};
		}

	}

	@Finalized
	static class MarkedShape implements AutoCloseable {

		@Override
		public void close() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Boxes {

		@Bean
		@Scope("prototype")
		Box box() {
			return new Box();
		}

	}

	static class Box implements AutoCloseable {

		private Object content = "";

		void put(Object content) {
			this.content = content;
		}

		Object get() {
			return this.content;
		}

		@Override
		public void close() {
		}

	}

}
