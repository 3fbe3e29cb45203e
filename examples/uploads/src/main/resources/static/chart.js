const CAUSES = ['called', 'collected', 'exit', 'detached', 'abandoned', 'unreached'];
const ALWAYS = ['live', 'called', 'collected'];
const BAR = 22;
const ROW = 58;

/** Draw the counts, one bar for each name, and write the table with the same numbers. */
export function draw(names) {
	const rows = Object.entries(names)
		.filter(([name, counts]) => name !== 'default' || counts.live + counts.dead > 0)
		.map(([name, counts]) => ({ name, counts: { live: counts.live, ...counts.finished } }));
	const used = ['live', ...CAUSES].filter((key) => ALWAYS.includes(key) || rows.some((row) => row.counts[key] > 0));
	bars(document.getElementById('chart'), rows, used);
	table(document.getElementById('counts'), rows, used);
}

function bars(svg, rows, used) {
	const width = svg.clientWidth || 600;
	const most = Math.max(1, ...rows.map((row) => used.reduce((sum, key) => sum + row.counts[key], 0)));
	svg.setAttribute('viewBox', `0 0 ${width} ${rows.length * ROW}`);
	svg.setAttribute('height', rows.length * ROW);
	svg.replaceChildren(...rows.flatMap((row, index) => bar(row, used, index * ROW, width, width / most)));
}

function bar(row, used, top, width, unit) {
	const total = used.reduce((sum, key) => sum + row.counts[key], 0);
	const parts = [
		node('text', { x: 0, y: top + 16 }, `${row.name}: ${total} registered`),
		node('rect', { class: 'track', x: 0, y: top + 25, width, height: BAR, rx: 4 })
	];
	let x = 0;
	for (const key of used.filter((each) => row.counts[each] > 0)) {
		const length = row.counts[key] * unit;
		const part = node('rect', { class: key, x, y: top + 25, width: Math.max(1, length - 2), height: BAR, rx: 4 });
		part.append(node('title', {}, `${row.name}, ${key}: ${row.counts[key]}`));
		parts.push(part);
		if (length > 12 + 9 * String(row.counts[key]).length) {
			parts.push(node('text', { class: 'inside', x: x + length / 2 - 1, y: top + 25 + 16 }, row.counts[key]));
		}
		x += length;
	}
	return parts;
}

function table(element, rows, used) {
	const head = used.map((key) => {
		const cell = html('th', key);
		const swatch = html('span', '');
		swatch.className = `key ${key}`;
		cell.scope = 'col';
		cell.prepend(swatch);
		return cell;
	});
	const corner = html('th', 'name');
	corner.scope = 'col';
	element.tHead.rows[0].replaceChildren(corner, ...head);
	element.tBodies[0].replaceChildren(...rows.map((row) => {
		const line = document.createElement('tr');
		const name = html('th', row.name);
		name.scope = 'row';
		line.append(name, ...used.map((key) => {
			const cell = html('td', row.counts[key]);
			cell.id = `count-${row.name}-${key}`;
			return cell;
		}));
		return line;
	}));
}

function html(tag, text) {
	const element = document.createElement(tag);
	element.textContent = text;
	return element;
}

function node(tag, attributes, text) {
	const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
	for (const [name, value] of Object.entries(attributes)) {
		element.setAttribute(name, value);
	}
	if (text !== undefined) {
		element.textContent = text;
	}
	return element;
}
