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

package io.github.finalizers.examples.rocksdb;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NativeTests {

	private final List<String> freed = new ArrayList<>();

	private final Native<String> database = new Native<>("the database", "database", this.freed::add, null);

	@Test
	@DisplayName("A database is freed after its iterators, whichever is released first")
	void databaseIsFreedLast() throws Exception {
		Native<String> iterator = this.database
			.use((db) -> new Native<>("an iterator", "iterator", this.freed::add, this.database));
		this.database.release();
		assertThat(this.freed).isEmpty();
		assertThat(iterator.<String>use((i) -> i)).isEqualTo("iterator");
		iterator.release();
		assertThat(this.freed).containsExactly("iterator", "database");
	}

	@Test
	@DisplayName("What is released while it is in use is freed afterwards, and not used again")
	void useIsNotCutShort() throws Exception {
		this.database.use((db) -> {
			this.database.release();
			assertThat(this.freed).isEmpty();
			return null;
		});
		assertThat(this.freed).containsExactly("database");
		assertThatIllegalStateException().isThrownBy(() -> this.database.use((db) -> db))
			.withMessage("Closed: the database");
		this.database.release();
		assertThat(this.freed).containsExactly("database");
	}

}
