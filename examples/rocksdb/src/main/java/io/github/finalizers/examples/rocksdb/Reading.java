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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a sensor has measured.
 *
 * @param sensor the name of the sensor
 * @param value what it has measured
 */
record Reading(String sensor, int value) {

	static Reading of(byte[] key, byte[] value) {
		return new Reading(new String(key, StandardCharsets.UTF_8), ByteBuffer.wrap(value).getInt());
	}

	byte[] key() {
		return this.sensor.getBytes(StandardCharsets.UTF_8);
	}

	byte[] bytes() {
		return ByteBuffer.allocate(Integer.BYTES).putInt(this.value).array();
	}

}
