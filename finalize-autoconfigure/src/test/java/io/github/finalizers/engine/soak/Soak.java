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

package io.github.finalizers.engine.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Everything at once, for a while: some threads play with some registries, which they
 * also close and replace. Every few seconds they pause, everything is closed, and what
 * the process holds then must not have grown. The seed decides what the players do and
 * which actions fail, not how the threads meet.
 */
public final class Soak {

	private static final int PLAYERS = 6;

	private static final int ARENAS = 3;

	private static final int WARM_UP = 2;

	private static final long PATIENCE = 120;

	private final Findings findings = new Findings();

	private final AtomicReferenceArray<Arena> arenas = new AtomicReferenceArray<>(ARENAS);

	/**
	 * Read by the players, written for a pause.
	 */
	private final ReadWriteLock playing = new ReentrantReadWriteLock(true);

	private final Duration duration;

	private final SplittableRandom random;

	private final long begun = System.nanoTime();

	private Footprint warm;

	private volatile boolean over;

	private Soak(Duration duration, long seed) {
		this.duration = duration;
		this.random = new SplittableRandom(seed);
	}

	/**
	 * Soak.
	 * @param arguments how long, as in {@code PT10M}, and the seed
	 */
	public static void main(String[] arguments) throws InterruptedException {
		Duration duration = Duration.parse(arguments[0]);
		long seed = Long.parseLong(arguments[1]);
		System.out.println("soak begins: " + duration + ", seed " + seed + ", Java " + Runtime.version());
		Soak soak = new Soak(duration, seed);
		Footprint last = soak.run();
		System.out.println("soak: " + soak.findings + "; warm " + soak.warm + ", at the end " + last + "; "
				+ soak.elapsed().toSeconds() + " s, seed " + seed + ", Java " + Runtime.version().feature());
		System.exit(soak.findings.isClean() ? 0 : 1);
	}

	private Footprint run() throws InterruptedException {
		openAll();
		List<Thread> players = new ArrayList<>();
		for (int i = 0; i < PLAYERS; i++) {
			SplittableRandom own = this.random.split();
			players.add(new Thread(() -> play(own), "player-" + i));
		}
		players.forEach(Thread::start);
		Duration period = Duration.ofNanos(Math.min(this.duration.toNanos() / 6, 10_000_000_000L));
		Footprint last = null;
		for (int i = 1; !this.over; i++) {
			LockSupport.parkNanos(period.toNanos());
			last = pause(i);
			this.over = elapsed().compareTo(this.duration) >= 0 || !this.findings.isClean();
		}
		for (Thread player : players) {
			player.join();
		}
		return last;
	}

	private void play(SplittableRandom own) {
		Player player = new Player(own, this.findings);
		while (!this.over) {
			this.playing.readLock().lock();
			try {
				turn(player, own);
			}
			catch (Throwable ex) {
				ex.printStackTrace(System.out);
				this.findings.wrong("a player failed: " + ex);
			}
			finally {
				this.playing.readLock().unlock();
			}
		}
	}

	private void turn(Player player, SplittableRandom own) {
		int place = own.nextInt(ARENAS);
		Arena arena = this.arenas.get(place);
		if (arena == null) {
			return;
		}
		boolean goOn;
		arena.inUse.readLock().lock();
		try {
			goOn = player.play(arena);
		}
		finally {
			arena.inUse.readLock().unlock();
		}
		if (!goOn && this.arenas.compareAndSet(place, arena, new Arena(this.findings, own))) {
			arena.finish(own.nextBoolean());
		}
	}

	/**
	 * Close everything and look what is left.
	 */
	private Footprint pause(int number) throws InterruptedException {
		if (!this.playing.writeLock().tryLock(PATIENCE, TimeUnit.SECONDS)) {
			Thread.getAllStackTraces()
				.forEach((thread, stack) -> System.out.println(thread + " " + List.of(stack).toString()));
			this.findings.wrong("the players are stuck");
			System.exit(2);
		}
		try {
			for (int i = 0; i < ARENAS; i++) {
				Arena arena = this.arenas.getAndSet(i, null);
				new Audit(arena).checkSums();
				arena.finish(false);
			}
			Footprint now = checkFootprint(number);
			System.out.printf("soak %3d s: %s; %s%n", elapsed().toSeconds(), this.findings, now);
			openAll();
			return now;
		}
		finally {
			this.playing.writeLock().unlock();
		}
	}

	private Footprint checkFootprint(int number) {
		long since = System.nanoTime();
		while (ourThreads() > 0 && System.nanoTime() - since < TimeUnit.SECONDS.toNanos(10)) {
			LockSupport.parkNanos(1_000_000);
		}
		if (ourThreads() > 0) {
			this.findings.wrong("threads are left: " + ourThreads());
		}
		if (Cell.openFiles() > 0) {
			this.findings.lost("files left open: " + Cell.openFiles());
		}
		Footprint now = Footprint.take();
		if (number <= WARM_UP) {
			this.warm = now;
		}
		else if (now.exceeds(this.warm)) {
			this.findings.wrong("it grows: " + this.warm + " and now " + now);
		}
		return now;
	}

	private static long ourThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("finalizers-"))
			.count();
	}

	private void openAll() {
		for (int i = 0; i < ARENAS; i++) {
			this.arenas.set(i, new Arena(this.findings, this.random));
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.begun);
	}

}
