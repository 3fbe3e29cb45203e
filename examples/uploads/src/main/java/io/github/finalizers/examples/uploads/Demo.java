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

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.util.unit.DataSize;

import io.github.finalizers.FinalizerCause;
import io.github.finalizers.FinalizerRegistry;
import io.github.finalizers.FinalizerStatistics;

/**
 * Uploads the samples over HTTP, closes a third, forgets a third, leaves a third to the
 * exit, stops the application, and tells what ran for which cause.
 */
final class Demo {

	private static final long COLLECTION_LIMIT_MILLIS = 20_000;

	private final FinalizerRegistry finalizers;

	private final List<Resource> images;

	private final DemoClient client;

	private Demo(ConfigurableApplicationContext context) {
		this.finalizers = context.getBean(FinalizerRegistry.class);
		this.images = context.getBean(Samples.class).images();
		this.client = new DemoClient(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/**
	 * Run the demo and close the context.
	 * @return the exit status, 0 if every count is right and nothing is left behind
	 */
	static int run(ConfigurableApplicationContext context) {
		// These stay readable when the context has closed.
		FinalizerRegistry finalizers = context.getBean(FinalizerRegistry.class);
		Spool spool = context.getBean(Spool.class);
		PixelPool pool = context.getBean(PixelPool.class);
		int third = context.getBean(Samples.class).images().size() / 3;
		try {
			new Demo(context).play();
		}
		catch (InterruptedException | RuntimeException | Error ex) {
			// The report tells which counts are off for it.
			System.err.println("demo: " + ex);
		}
		SpringApplication.exit(context);
		DemoReport report = new DemoReport(finalizers.statistics(), spool.fileCount(), pool.bytesOut());
		System.out.println(report.table());
		List<String> faults = report.faults(third);
		faults.forEach((fault) -> System.err.println("demo: " + fault));
		return faults.isEmpty() ? 0 : 1;
	}

	private void play() throws InterruptedException {
		List<String> ids = new ArrayList<>();
		for (Resource image : this.images) {
			ids.add(this.client.upload(image));
		}
		System.out.println(ids.size() + " images uploaded to " + this.client.address() + ", which hold " + megabytes()
				+ " MB of direct memory");
		int third = ids.size() / 3;
		ids.subList(0, third).forEach(this.client::close);
		System.out.println(third + " closed");
		ids.subList(third, 2 * third).forEach(this.client::forget);
		System.out.println(third + " forgotten");
		awaitCollected(third);
		System.out.println(third + " collected; the rest, with " + megabytes() + " MB, is left to the exit");
	}

	private long megabytes() {
		return DataSize.ofBytes(this.finalizers.statistics().bytes()).toMegabytes();
	}

	/**
	 * One request may not do: a collector need not find everything at once, and the
	 * actions run after it.
	 */
	private void awaitCollected(int expected) throws InterruptedException {
		long deadline = System.nanoTime() + COLLECTION_LIMIT_MILLIS * 1_000_000;
		while (collected(Uploads.FILES) < expected || collected(Uploads.PIXELS) < expected) {
			if (System.nanoTime() - deadline > 0) {
				throw new IllegalStateException("Not all that was forgotten has been collected in time");
			}
			this.client.collect();
			Thread.sleep(50);
		}
	}

	private long collected(String name) {
		FinalizerStatistics statistics = this.finalizers.named(name).statistics();
		return statistics.finished(FinalizerCause.COLLECTED);
	}

}
