import * as api from './api.js';
import { draw } from './chart.js';
import { show } from './uploads.js';

const POLL_MILLIS = 1000;
const at = (id) => document.getElementById(id);
const mebibytes = (bytes) => (bytes / 1048576).toFixed(1);
const say = (text) => at('status').textContent = text;

let latest = {};
let refreshing = Promise.resolve();
let sampled = 0;

/** Read both sources and show them; calls queue up, so that no older answer is shown last. */
function refresh() {
	refreshing = refreshing.then(async () => {
		try {
			const [overview, finalizers] = await Promise.all([api.overview(), api.finalizers()]);
			at('offline').hidden = true;
			render(overview, finalizers);
		}
		catch (problem) {
			at('offline').textContent = `${problem.title ?? ''} ${problem.message} Trying again …`;
			at('offline').hidden = false;
		}
	});
	return refreshing;
}

function render(overview, finalizers) {
	const files = finalizers.names['uploads.files'];
	const pixels = finalizers.names['uploads.pixels'];
	at('held').textContent = overview.uploads.length;
	at('lost').textContent = Math.max(0, files.live - overview.uploads.length);
	at('files').textContent = overview.files;
	at('memory').textContent = `${mebibytes(pixels.bytes)} of ${mebibytes(pixels.limit.bytes)} MiB`;
	if (files.finished.collected > latest.collected) {
		say(`${files.finished.collected - latest.collected} forgotten, now collected.`);
	}
	latest = { names: finalizers.names, collected: files.finished.collected };
	draw(finalizers.names);
	show(overview.uploads, { close, forget });
	worker(finalizers);
}

function worker({ worker: { state, pending, stalled }, failures }) {
	at('worker').textContent = `Worker: ${state.replace('-', ' ')}, ${pending} pending. Failed actions: ${failures}.`;
	at('stalled').hidden = stalled.length === 0;
	at('stalled').textContent = stalled.map((action) => `An action of ${action.name} blocks ${action.thread}.`).join(' ');
}

/** Do something, tell how it ended, and look at what has become of the counts. */
async function attempt(action, done) {
	try {
		await action();
		at('problem').hidden = true;
		say(done);
	}
	catch (problem) {
		at('problem-title').textContent = problem.title ?? 'Error.';
		at('problem-detail').textContent = problem.message;
		at('problem').hidden = false;
		say('That did not work.');
	}
	await refresh();
}

const close = (upload) => attempt(() => api.close(upload.id), `${upload.name} closed.`);
const forget = (upload) => attempt(() => api.forget(upload.id), `${upload.name} forgotten: the collector will find it.`);

async function uploadAll(files) {
	for (const file of files) {
		say(`Uploading ${file.name} …`);
		await attempt(() => api.upload(file, file.name), `${file.name} uploaded.`);
	}
}

at('file').addEventListener('change', async (event) => {
	await uploadAll([...event.target.files]);
	event.target.value = '';
});
at('sample').addEventListener('click', () => attempt(async () => {
	const names = await api.samples();
	const name = names[sampled++ % names.length];
	await api.upload(await api.sample(name), name);
}, 'A sample uploaded.'));
at('collect').addEventListener('click', () => attempt(api.collect, 'Asked for a collection.'));
at('problem-dismiss').addEventListener('click', () => at('problem').hidden = true);

document.addEventListener('dragover', (event) => {
	event.preventDefault();
	document.documentElement.classList.add('dropping');
});
document.addEventListener('dragleave', () => document.documentElement.classList.remove('dropping'));
document.addEventListener('drop', (event) => {
	event.preventDefault();
	document.documentElement.classList.remove('dropping');
	uploadAll([...event.dataTransfer.files]);
});
window.addEventListener('resize', () => latest.names && draw(latest.names));

async function poll() {
	if (!document.hidden) {
		await refresh();
	}
	setTimeout(poll, POLL_MILLIS);
}

poll();
