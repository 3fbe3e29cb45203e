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

package io.github.finalizers.benchmarks;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import io.github.finalizers.Finalized;

/**
 * What becomes of a prototype bean that has a destroy callback.
 */
public enum Prototypes {

	/**
	 * It is destroyed when nobody holds it.
	 */
	DESTROYED(DestroyedDrafts.class),

	/**
	 * It is forgotten, as Spring does.
	 */
	FORGOTTEN(ForgottenDrafts.class);

	private final Class<?> application;

	Prototypes(Class<?> application) {
		this.application = application;
	}

	ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(this.application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run();
	}

	/**
	 * The bean.
	 */
	static class Draft implements AutoCloseable {

		private int words;

		int write() {
			return ++this.words;
		}

		@Override
		public void close() {
			this.words = 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class DestroyedDrafts {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		@Finalized
		Draft draft() {
			return new Draft();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ForgottenDrafts {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		Draft draft() {
			return new Draft();
		}

	}

}
