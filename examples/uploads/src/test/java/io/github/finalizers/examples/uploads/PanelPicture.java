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

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/**
 * One panel of the dashboard, drawn as SVG where the dashboard has it.
 *
 * @param panel the panel
 * @param series what Prometheus has answered to its query
 * @param begin the time at the left
 * @param end the time at the right
 */
record PanelPicture(JsonNode panel, JsonNode series, Instant begin, Instant end) {

	private static final int COLUMN = 40;

	private static final int ROW = 26;

	private static final int LEFT = 66;

	private static final int TOP = 56;

	private static final String[] COLOURS = { "#1f78b4", "#e6820e", "#33a02c", "#c4162a", "#6a3d9a", "#8c6d31" };

	static String page(CharSequence panels) {
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 1144" font-family="sans-serif" font-size="12">
				<rect width="960" height="1144" fill="#f4f5f5"/>
				%s</svg>
				""".formatted(panels);
	}

	String svg() {
		StringBuilder svg = new StringBuilder();
		svg.append(text("<g transform='translate(%d,%d)'>\n", at("x") * COLUMN, at("y") * ROW))
			.append(text("<rect x='3' y='3' width='%d' height='%d' rx='3' fill='#fff' stroke='#ddd'/>\n", width() - 6,
					height() - 6))
			.append(text("<text x='12' y='20' font-weight='bold' fill='#333'>%s</text>\n",
					Dashboard.title(this.panel)));
		if (this.series.isEmpty()) {
			svg.append(text("<text x='12' y='%d' fill='#888'>No data</text>\n", TOP + 20));
		}
		else if (this.panel.get("type").asString().equals("stat")) {
			JsonNode values = this.series.get(0).get("values");
			svg.append(text("<text x='12' y='70' font-size='32' fill='#1f78b4'>%s</text>\n",
					label(value(values.get(values.size() - 1)))));
		}
		else {
			drawLines(svg);
		}
		return svg.append("</g>\n").toString();
	}

	private void drawLines(StringBuilder svg) {
		double top = top();
		for (int tick = 0; tick <= 2; tick++) {
			double y = y(top * tick / 2, top);
			svg.append(text("<path d='M%d %.0fH%d' stroke='#ddd'/>", LEFT, y, width() - 16))
				.append(text("<text x='%d' y='%.0f' text-anchor='end' fill='#666'>%s</text>\n", LEFT - 6, y + 4,
						label(top * tick / 2)));
		}
		double legend = 12;
		for (int i = 0; i < this.series.size(); i++) {
			JsonNode line = this.series.get(i);
			String colour = COLOURS[i % COLOURS.length];
			svg.append(text("<path d='%s' fill='none' stroke='%s' stroke-width='1.5'/>", path(line, top), colour));
			String name = line.get("metric").values().stream().map(JsonNode::asString).findFirst().orElse("");
			if (hasValues(line)) {
				svg.append(text("<text x='%.0f' y='37' fill='%s'>%s</text>\n", legend, colour, name));
				legend += 16 + 6.4 * name.length();
			}
		}
		svg.append(text("<text x='%d' y='%d' fill='#666'>0 s</text>", LEFT, height() - 12))
			.append(text("<text x='%d' y='%d' text-anchor='end' fill='#666'>%d s</text>\n", width() - 16, height() - 12,
					this.end.getEpochSecond() - this.begin.getEpochSecond()));
	}

	/**
	 * Whether a line is ever above zero; others need no legend.
	 */
	private static boolean hasValues(JsonNode line) {
		return line.get("values").valueStream().anyMatch((point) -> value(point) > 0);
	}

	/**
	 * Where there is no number, the line is interrupted.
	 */
	private String path(JsonNode line, double top) {
		StringBuilder path = new StringBuilder();
		char command = 'M';
		for (JsonNode point : line.get("values")) {
			double value = value(point);
			if (Double.isFinite(value)) {
				path.append(text("%c%.0f %.1f", command, x(point.get(0).asDouble()), y(value, top)));
			}
			command = Double.isFinite(value) ? 'L' : 'M';
		}
		return path.toString();
	}

	private double x(double second) {
		double first = this.begin.toEpochMilli() / 1000.0;
		return LEFT + (width() - 16 - LEFT) * (second - first) / (this.end.toEpochMilli() / 1000.0 - first);
	}

	private double y(double value, double top) {
		return height() - 30 - (height() - 30 - TOP) * value / top;
	}

	/**
	 * The largest value, rounded up to something round.
	 */
	private double top() {
		double largest = 0;
		for (JsonNode point : this.series.findValues("values")
			.stream()
			.flatMap((values) -> values.values().stream())
			.toList()) {
			largest = Double.isFinite(value(point)) ? Math.max(largest, value(point)) : largest;
		}
		double power = Math.pow(10, Math.floor(Math.log10(Math.max(largest, 1e-9))));
		double rounded = (largest <= 2 * power) ? 2 * power : (largest <= 4 * power) ? 4 * power : 10 * power;
		return (largest > 0) ? rounded : 2;
	}

	private static double value(JsonNode point) {
		String value = point.get(1).asString();
		return value.equals("NaN") ? Double.NaN : Double.parseDouble(value.replace("Inf", "Infinity"));
	}

	private String label(double value) {
		return switch (this.panel.at("/fieldConfig/defaults/unit").asString()) {
			case "bytes" -> number(value / 1_000_000) + " MB";
			case "percentunit" -> number(100 * value) + " %";
			case "s" -> number(1000 * value) + " ms";
			case "cps" -> number(value) + "/s";
			case "cpm" -> number(value) + "/min";
			default -> number(Math.rint(value));
		};
	}

	private static String number(double value) {
		return BigDecimal.valueOf(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
	}

	private int at(String key) {
		return this.panel.get("gridPos").get(key).asInt();
	}

	private int width() {
		return at("w") * COLUMN;
	}

	private int height() {
		return at("h") * ROW;
	}

	private static String text(String format, Object... values) {
		return String.format(Locale.ROOT, format, values);
	}

}
