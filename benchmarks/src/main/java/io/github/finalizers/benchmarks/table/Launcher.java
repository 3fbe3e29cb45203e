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

package io.github.finalizers.benchmarks.table;

import java.util.List;

/**
 * Runs a main class to its end.
 */
interface Launcher {

	/**
	 * Run a main class.
	 * @param main the class
	 * @param options options of the JVM
	 * @param arguments the arguments
	 * @return what it printed
	 */
	List<String> launch(Class<?> main, List<String> options, List<String> arguments);

	/**
	 * The same, without this project on the class path.
	 */
	default Launcher withoutUs() {
		return this;
	}

}
