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

package io.github.finalizers.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.finalizers.engine.FinalizerRegistryBuilder.LogSink;

/**
 * What a registry has logged.
 */
final class LogLines implements LogSink {

	private final List<Line> lines = new CopyOnWriteArrayList<>();

	@Override
	public void log(Level level, String message, Throwable thrown) {
		this.lines.add(new Line(level, message, thrown));
	}

	List<Line> all() {
		return this.lines;
	}

	List<Line> about(String text) {
		return this.lines.stream().filter((line) -> line.tells(text)).toList();
	}

	List<Line> alarms() {
		return this.lines.stream().filter(Line::isAlarm).toList();
	}

	List<Line> alarmsAbout(String text) {
		return this.lines.stream().filter(Line::isAlarm).filter((line) -> line.tells(text)).toList();
	}

	record Line(Level level, String message, Throwable thrown) {

		boolean isAlarm() {
			return this.level.getSeverity() >= Level.WARNING.getSeverity();
		}

		boolean tells(String text) {
			return whole().contains(text);
		}

		/**
		 * The line as a log file shows it, with the stack of what was thrown.
		 */
		private String whole() {
			StringWriter whole = new StringWriter();
			whole.append(this.message).append('\n');
			if (this.thrown != null) {
				for (StackTraceElement frame : this.thrown.getStackTrace()) {
					whole.append(frame.toString()).append('\n');
				}
				try {
					this.thrown.printStackTrace(new PrintWriter(whole, true));
				}
				catch (RuntimeException ex) {
					whole.append("unprintable");
				}
			}
			return whole.toString();
		}

	}

}
