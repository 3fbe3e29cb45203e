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

package io.github.finalizers.examples.prototypes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

import io.github.finalizers.Finalized;

/**
 * A page to write on, a new one for everybody who asks for it. It is struck off the
 * ledger when it is closed; if nobody closes it, when nobody holds it; and if it lives
 * on, when the application stops.
 */
@Component
@Scope("prototype")
@Finalized
class Draft implements AutoCloseable {

	private static final int PAGE_BYTES = 16 * 1024;

	private final ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);

	private final Ledger ledger;

	private final int number;

	Draft(Ledger ledger) {
		this.ledger = ledger;
		this.number = ledger.open();
	}

	Draft write(String text) {
		this.page.put(text.getBytes(StandardCharsets.UTF_8));
		return this;
	}

	int length() {
		return this.page.position();
	}

	@Override
	public void close() {
		this.ledger.close(this.number);
	}

}
