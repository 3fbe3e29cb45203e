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

package io.github.finalizers.examples.uploads;

import java.net.CookieManager;
import java.net.http.HttpClient;
import java.time.Duration;

import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.Assert;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Uses the application over HTTP, as anyone would.
 */
final class DemoClient {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final String address;

	private final RestClient http;

	DemoClient(int port) {
		this.address = "http://127.0.0.1:" + port;
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(TIMEOUT).cookieHandler(new CookieManager()).build());
		requests.setReadTimeout(TIMEOUT);
		this.http = RestClient.builder().baseUrl(this.address).requestFactory(requests).build();
	}

	String address() {
		return this.address;
	}

	/**
	 * Upload an image and look at its thumbnail.
	 * @return the identifier of the upload
	 */
	String upload(Resource image) {
		MultiValueMap<String, Object> form = new LinkedMultiValueMap<>();
		form.add("file", image);
		UploadInfo upload = this.http.post()
			.uri("/uploads")
			.contentType(MediaType.MULTIPART_FORM_DATA)
			.body(form)
			.retrieve()
			.body(UploadInfo.class);
		Assert.state(upload != null, "An upload was answered without a body");
		byte[] thumbnail = this.http.get().uri(upload.thumbnail()).retrieve().body(byte[].class);
		Assert.state(thumbnail != null && thumbnail.length > 0, "A thumbnail is empty");
		return upload.id();
	}

	void close(String id) {
		this.http.delete().uri("/uploads/{id}", id).retrieve().toBodilessEntity();
	}

	void forget(String id) {
		this.http.post().uri("/uploads/{id}/forget", id).retrieve().toBodilessEntity();
	}

	void collect() {
		this.http.post().uri("/collect").retrieve().toBodilessEntity();
	}

}
