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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.SmartInstantiationAwareBeanPostProcessor;
import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.finalizers.Finalized;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.engine.FinalizerRegistryBuilder.ManagedRegistry;

/**
 * Puts a proxy before each prototype-scoped bean that is {@link Finalized} and has
 * destroy callbacks, and registers these for the proxy.
 * <p>
 * As a {@link MergedBeanDefinitionPostProcessor} without an order it comes after all
 * others, and finds the proxies that they have made. It asks for the registry when it has
 * the first such bean: a post-processor is made before all other beans, and what it
 * injects would be, too. As an {@link AopInfrastructureBean} it is not a candidate for
 * advice, for which all advisors would be made early.
 */
final class FinalizedPrototypePostProcessor implements MergedBeanDefinitionPostProcessor,
		SmartInstantiationAwareBeanPostProcessor, AopInfrastructureBean, ApplicationContextAware {

	/**
	 * The name under which the finalizers are counted and configured.
	 */
	static final String NAME = "prototype-beans";

	private static final Log logger = LogFactory.getLog(FinalizedPrototypePostProcessor.class);

	private final Map<String, FinalizedPrototype> prototypes = new ConcurrentHashMap<>();

	private volatile @Nullable FinalizerRegistry registry;

	private boolean enabled;

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext context;

	@SuppressWarnings("NullAway.Init")
	private ConfigurableListableBeanFactory beanFactory;

	@Override
	public void setApplicationContext(ApplicationContext context) {
		this.context = (ConfigurableApplicationContext) context;
		this.beanFactory = this.context.getBeanFactory();
		this.enabled = Binder.get(context.getEnvironment())
			.bind("finalize.prototype-beans.enabled", Boolean.class)
			.orElse(false);
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String name) {
		// An inner bean or one of createBean may have the name of another.
		if (!this.beanFactory.containsBeanDefinition(name)
				|| this.beanFactory.getMergedBeanDefinition(name) != definition) {
			return;
		}
		this.prototypes.remove(name);
		if (definition.isPrototype() && !FactoryBean.class.isAssignableFrom(type)) {
			PrototypeMark mark = PrototypeMark.of(definition.getResolvedFactoryMethod(), this.enabled);
			this.prototypes.put(name, new FinalizedPrototype(name, definition, mark, this.beanFactory));
		}
		else if (type.isAnnotationPresent(Finalized.class) && definition.isSingleton()) {
			logger.warn("Bean '" + name + "' of type [" + type.getName() + "] is marked with @Finalized, which is for"
					+ " prototype-scoped beans: a singleton is destroyed by Spring, when the context closes.");
		}
	}

	/**
	 * Return the class of the proxy, so that it is generated ahead of time.
	 */
	@Override
	public Class<?> determineBeanType(Class<?> type, String name) {
		FinalizedPrototype prototype = this.prototypes.get(name);
		return (prototype != null) ? prototype.proxyType(type) : type;
	}

	/**
	 * Take over what {@code getBean} makes. Others borrow the definition, or just its
	 * name, for objects of their own, and drop what is returned here.
	 */
	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		FinalizedPrototype prototype = this.prototypes.get(name);
		if (prototype == null || bean instanceof FactoryBean || !this.beanFactory.isCurrentlyInCreation(name)) {
			return bean;
		}
		return prototype.register(bean, this::registry);
	}

	private @Nullable FinalizerRegistry registry() {
		FinalizerRegistry registry = this.registry;
		if (registry == null) {
			List<ManagedRegistry> registries = ManagedRegistries.in(this.context);
			registry = registries.isEmpty() ? null : registries.get(0).named(NAME);
			this.registry = registry;
		}
		return registry;
	}

}
